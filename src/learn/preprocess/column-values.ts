import type { DenseMatrix } from '../contract.ts'

/** The values of a column that are there, in the order of the rows. */
export function columnValues({ rows, columns, values }: DenseMatrix, j: number): Float64Array {
  const column = new Float64Array(rows)
  let count = 0
  for (let i = 0; i < rows; i++) {
    const value = values[i * columns + j]
    if (!Number.isNaN(value)) column[count++] = value
  }
  return column.subarray(0, count)
}

/** `x0`, `x1`, …: the names of columns that have none of their own. */
export function plainNames(columns: number): string[] {
  return Array.from({ length: columns }, (_, j) => `x${j}`)
}

/** Beyond 1e100 a scaled value is as far as one can be: squares of it, and sums of those, are still numbers. */
export function withinReach(value: number): number {
  // By comparisons: what `Math.min` makes of NaN may be another NaN, of other bytes.
  return value > 1e100 ? 1e100 : value < -1e100 ? -1e100 : value
}
