/** A user of the repository's credentials.csv, for trying out, and one who is none. */
export const bob = ['bob', 'builder'] as const
export const clementine = ['clementine', 'mandarine'] as const
