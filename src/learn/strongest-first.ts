/** Sorts an explanation in place: what moved the prediction most comes first. Gives it back. */
export function strongestFirst<T extends { readonly contribution: number }>(explanation: T[]): T[] {
  return explanation.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}
