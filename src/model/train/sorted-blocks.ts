import type { LabelledRows } from './labelled-rows.ts'

/** With fewer values a column is sorted by chance, or holds groups. */
const leastValues = 10
const leastRows = 50
/** So much rarer than in shuffled rows the label changes where it runs in blocks. */
const fewChanges = 0.3

/**
 * Whether the rows are sorted by a column, by time as a rule, and the label runs in blocks along it. A random split then
 * holds back rows whose neighbours were learned from: the place in the file tells the label, and the scores flatter.
 */
export function sortedBlocks({ inputs, labels }: LabelledRows<unknown>): string[] {
  if (labels.length < leastRows || changesOf(labels) > fewChanges * changesOfShuffled(labels)) return []
  const [first] = inputs
  if (typeof first !== 'object' || first === null) return []
  const sorted = Object.keys(first).filter((name) =>
    isSorted(inputs.map((row) => (row as { readonly [column: string]: unknown })[name])),
  )
  if (sorted.length === 0) return []
  const names = sorted.map((name) => JSON.stringify(name)).join(', ')
  return [
    `the rows are sorted by ${names} and the label runs in blocks: rows held out at random lie between rows that were learned from, so that the scores flatter; try the model on rows that come later (slipway evaluate)`,
  ]
}

function changesOf(labels: readonly string[]): number {
  return labels.filter((label, i) => i > 0 && label !== labels[i - 1]).length
}

/** How often neighbours differ on average when the rows are shuffled. */
function changesOfShuffled(labels: readonly string[]): number {
  const counts = [...Map.groupBy(labels, (label) => label).values()].map(({ length }) => length)
  const same = counts.reduce((sum, count) => sum + count * (count - 1), 0)
  return labels.length - 1 - same / labels.length
}

/** Numbers, dates and times (as ISO texts) in order, up or down, of which many differ. */
export function isSorted(values: readonly unknown[]): boolean {
  const given = values.filter((value) => value !== null && value !== undefined)
  if (given.length < 0.9 * values.length || new Set(given).size < leastValues) return false
  const isOrdered = given.every((value) => typeof value === 'number') || given.every(isMoment)
  if (!isOrdered) return false
  const ordered = given as readonly (number | string)[]
  const holds = (inOrder: (a: number | string, b: number | string) => boolean) =>
    ordered.every((value, i) => i === 0 || inOrder(ordered[i - 1] as number | string, value))
  return holds((a, b) => a <= b) || holds((a, b) => a >= b)
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value)
}
