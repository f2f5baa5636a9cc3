import { columnsOf } from './columns-of.ts'

/** From this share of the held-out rows on, rows that were learned from flatter the scores. */
const many = 0.2

/**
 * Rows that are in both parts are remembered, not predicted. In a table of a few small categories rows look alike by
 * nature, new ones too: only those beyond what chance gives are counted against the scores.
 */
export function seenInTraining(
  { inputs }: { readonly inputs: readonly unknown[] },
  train: Int32Array,
  test: Int32Array,
): string[] {
  const keyOf = (place: number) => JSON.stringify(inputs[place])
  const known = new Set(Array.from(train, keyOf))
  const twice = Array.from(test, keyOf).filter((key) => known.has(key)).length
  if (twice < many * test.length) return []
  const byChance = equalByChance(inputs, train, test, known.size)
  if (twice - byChance < many * test.length) return []
  const beyond = byChance < 0.5 ? '' : `, where chance alone gives about ${count(Math.round(byChance))}`
  return [
    `${count(twice)} of ${count(test.length)} held-out rows are equal to training rows${beyond}: the scores flatter where new rows differ`,
  ]
}

/**
 * How many held-out rows a training row equals by chance, if columns had nothing to do with each other: a row turns up
 * with the product of its values' shares, p, and in n rows with 1 − (1 − p)ⁿ. All of them where nothing is measured and
 * each combination of values is in five rows or more, whatever the columns have to do with each other; none of texts.
 */
function equalByChance(inputs: readonly unknown[], train: Int32Array, test: Int32Array, different: number): number {
  const names = columnsOf(inputs)
  if (names.length === 0) return 0
  const rows = inputs as readonly { readonly [column: string]: unknown }[]
  const n = train.length
  const counts = names.map((name) => countsOf(Array.from(train, (place) => rows[place]?.[name])))
  // A column of numbers or names, each in a few rows only, is not made of categories, and its equal values are no chance.
  if (names.length === 1 && counts.some(({ size }) => size > n / 10)) return 0
  if (different <= n / 5 && counts.every(({ size }) => size <= Math.max(2, n / 20))) return test.length
  let expected = 0
  for (const place of test) {
    const p = names.reduce((p, name, j) => (p * (counts[j]?.get(rows[place]?.[name]) ?? 0)) / n, 1)
    expected += 1 - (1 - p) ** n
  }
  return expected
}

function countsOf(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
