import type { DenseMatrix } from './contract.ts'

/** The index, counted from `start`, of the largest of `count` numbers from there on; the first of equals. */
export function argmax(values: Float64Array, start: number, count: number): number {
  let best = 0
  for (let k = 1; k < count; k++) if (values[start + k] > values[start + best]) best = k
  return best
}

/** The class that each row of decisions, shape `(n, 1)` for two classes or `(n, classes)`, is for; the first of equals. */
export function decidedClasses({ rows, columns: k, values }: DenseMatrix): Int32Array {
  const classes = new Int32Array(rows)
  for (let i = 0; i < rows; i++) classes[i] = k === 1 ? Number(values[i] > 0) : argmax(values, i * k, k)
  return classes
}
