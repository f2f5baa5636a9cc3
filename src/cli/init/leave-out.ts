import type { Row } from '../../data/index.ts'
import { isRecoding, recodings } from '../../model/recodings.ts'
import type { Plan } from './guess-plan.ts'

/** The label of a row; a gap is none. */
export function labelOf(row: Row, { label }: Plan): string | undefined {
  const value = row[label]
  return value === undefined || value === '' ? undefined : String(value)
}

/** Leaves out columns from which nothing about new rows can be learned, each with the reason. */
export function withoutUseless(plan: Plan, rows: readonly Row[]): Plan {
  return withoutRecodings(withoutTwins(withoutIndexes(plan, rows), rows), rows)
}

/** Leaves out columns for a reason. Something has to be learned from: where nothing would be left, all stay. */
export function withoutFeatures(plan: Plan, names: readonly string[], reason: (name: string) => string): Plan {
  const features = plan.features.filter((name) => !names.includes(name))
  const leftOut = Object.fromEntries(names.map((name) => [name, reason(name)]))
  return features.length === 0 ? plan : { ...plan, features, leftOut: { ...plan.leftOut, ...leftOut } }
}

/**
 * Leaves out columns that count the rows, whatever they are called: most files are sorted, and such a column then tells
 * the label by the place of its row, which no new row has.
 */
function withoutIndexes(plan: Plan, rows: readonly Row[]): Plan {
  const indexes = plan.features.filter((name) => countsRows(rows.map((row) => row[name])))
  return withoutFeatures(plan, indexes, () => 'it counts the rows')
}

/** Whole numbers that only rise or only fall from row to row, or are 1 to n in another order. */
function countsRows(values: readonly unknown[]): boolean {
  if (values.length < 10 || !values.every((value) => Number.isInteger(value))) return false
  const numbers = values as readonly number[]
  const steps = numbers.slice(1).map((value, i) => value - (numbers[i] ?? value))
  if (steps.every((step) => step > 0) || steps.every((step) => step < 0)) return true
  const low = numbers.reduce((low, n) => Math.min(low, n), Infinity)
  const high = numbers.reduce((high, n) => Math.max(high, n), -Infinity)
  return high - low + 1 === numbers.length && new Set(numbers).size === numbers.length
}

/** Leaves out columns that are the label in other words: each of their values goes with one label, and back. */
function withoutTwins(plan: Plan, rows: readonly Row[]): Plan {
  const labels = rows.map((row) => labelOf(row, plan))
  const isTwin = (name: string) =>
    isRecoding(
      rows.map((row) => row[name]),
      labels,
    )
  return withoutFeatures(plan, plan.features.filter(isTwin), () => `it is "${plan.label}" in other words`)
}

/** Leaves out columns that are another feature in other words, which whoever asks the model would fill in twice. */
function withoutRecodings(plan: Plan, rows: readonly Row[]): Plan {
  const others = recodings(plan.features, rows)
  return withoutFeatures(plan, Object.keys(others), (name) => `it is "${others[name]}" in other words`)
}
