/** Rows of a table, by column. */
type Cells = { readonly [column: string]: unknown }

/** The share of rows in which both have to be given before one is called the other in other words. */
const leastGiven = 0.5
/** Values that are this rare are told apart by chance: a column of measurements goes with any other one to one. */
const leastRowsEach = 5

/**
 * Whether two columns say the same in other words, as `SexCode` and `Sex` do: where both are given, each value of one
 * goes with one value of the other, and back. Gaps do not count against it, unless they are most of the rows.
 *
 * @param a a value for each row; absent, null and the empty text are gaps
 * @param b as many
 */
export function isRecoding(a: readonly unknown[], b: readonly unknown[]): boolean {
  const there = new Map<unknown, unknown>()
  const back = new Map<unknown, unknown>()
  let given = 0
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i], b[i]]
    if (isGap(left) || isGap(right)) continue
    given++
    if (there.has(left) ? there.get(left) !== right : back.has(right)) return false
    there.set(left, right)
    back.set(right, left)
  }
  return there.size > 1 && given >= leastGiven * a.length && given >= leastRowsEach * there.size
}

/** Columns that are another one, earlier in the list, in other words: each with the name of that one. */
export function recodings(names: readonly string[], rows: readonly Cells[]): { readonly [column: string]: string } {
  const columns = new Map(names.map((name) => [name, rows.map((row) => row[name])]))
  const found: { [column: string]: string } = {}
  for (const [at, name] of names.entries()) {
    const own = columns.get(name) ?? []
    const first = names.slice(0, at).find((other) => !(other in found) && isRecoding(columns.get(other) ?? [], own))
    if (first !== undefined) found[name] = first
  }
  return found
}

function isGap(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
