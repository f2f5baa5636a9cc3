import { quantile } from '../../learn/quantile.ts'
import type { Predictor, ValuePrediction } from '../contract.ts'
import type { TableRow } from '../table-input.ts'

/** How the mean prediction moves with a column, the others as they are. */
export interface PartialDependence {
  readonly column: string
  readonly isNumber: boolean
  readonly points: readonly { readonly value: number | string; readonly prediction: number }[]
}

/** Rows whose prediction is averaged, and values that are tried. */
const mostRows = 200
const mostNumbers = 20
const mostCategories = 12

/**
 * Partial dependence (Friedman 2001): for each of some values of a column, the mean prediction of rows that all have it.
 * Numbers are tried at quantiles from 0.02 to 0.98, categories the commonest first. Where columns go together, as carat
 * and size do, it asks for rows that there are not.
 * Source: Friedman (2001), Greedy function approximation, Annals of Statistics 29(5), section 8.2.
 */
export function partialDependence(
  predictor: Predictor<TableRow, ValuePrediction>,
  inputs: readonly TableRow[],
  column: string,
): PartialDependence {
  const step = Math.max(1, inputs.length / mostRows)
  const rows = Array.from({ length: Math.min(mostRows, inputs.length) }, (_, i) => inputs[Math.floor(i * step)] ?? {})
  const given = inputs.flatMap((row) => (row[column] === null || row[column] === undefined ? [] : [row[column]]))
  const isNumber = given.every((value) => typeof value === 'number')
  const points = valuesOf(given, isNumber).map((value) => {
    const predictions = predictor.predictMany(rows.map((row) => ({ ...row, [column]: value })))
    return {
      value: typeof value === 'boolean' ? String(value) : value,
      prediction: predictions.reduce((sum, { value }) => sum + value, 0) / predictions.length,
    }
  })
  return { column, isNumber, points }
}

function valuesOf(given: readonly (string | number | boolean)[], isNumber: boolean): (string | number | boolean)[] {
  const counts = Map.groupBy(given, (value) => value)
  const commonest = [...counts.keys()].sort((a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0))
  if (!isNumber) return commonest.slice(0, mostCategories)
  const numbers = given as readonly number[]
  if (commonest.length <= mostNumbers) return (commonest as number[]).sort((a, b) => a - b)
  // A whole number stays one: the column may take no other.
  const isWhole = numbers.every(Number.isInteger)
  const at = (i: number) => quantile(numbers, 0.02 + (0.96 * i) / (mostNumbers - 1))
  const values = Array.from({ length: mostNumbers }, (_, i) => (isWhole ? Math.round(at(i)) : at(i)))
  return [...new Set(values)]
}
