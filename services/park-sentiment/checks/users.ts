/** Users of the repository's credentials.csv, for trying out; the third is none. */
export const alice = ['alice', 'wonderland'] as const
export const bob = ['bob', 'builder'] as const
export const clementine = ['clementine', 'mandarine'] as const
