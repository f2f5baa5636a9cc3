import { type DenseMatrix, Random } from 'slipway/learn'

export const columns = 20

/** Numbers near 0, and labels that hang on curves, products and steps of ten of the columns, some by mere chance. */
export function makeTable(rows: number): { readonly X: DenseMatrix; readonly y: Uint8Array } {
  const random = new Random(20)
  const values = Float64Array.from(
    { length: rows * columns },
    () => random.next() + random.next() + random.next() - 1.5,
  )
  const y = Uint8Array.from({ length: rows }, (_, i) =>
    random.next() < 1 / (1 + Math.exp(-2.5 * meaning(values.subarray(i * columns)))) ? 1 : 0,
  )
  return { X: { rows, columns, values }, y }
}

/** The same numbers, and targets that hang on them in the same way, with noise. */
export function makeNumbers(rows: number): { readonly X: DenseMatrix; readonly y: Float64Array } {
  const { X } = makeTable(rows)
  const random = new Random(21)
  const y = Float64Array.from(
    { length: rows },
    (_, i) => meaning(X.values.subarray(i * columns)) + random.next() + random.next() - 1,
  )
  return { X, y }
}

function meaning([a, b, c, d, e, f, g, h, k, l]: Float64Array): number {
  return 2 * a * b + Math.sin(4 * c) + (d > 0.3 ? 1 : 0) * e + f * f - 0.25 + g * (h > 0 ? 1 : -1) + k - l
}
