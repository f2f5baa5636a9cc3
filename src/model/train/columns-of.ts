/** The columns of rows of a table; of texts, none. */
export function columnsOf(inputs: readonly unknown[]): string[] {
  const [first] = inputs
  return typeof first === 'object' && first !== null ? Object.keys(first) : []
}
