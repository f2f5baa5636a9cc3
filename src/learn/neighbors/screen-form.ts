import type { DenseMatrix } from '../contract.ts'

/**
 * How rows are written in numbers of 32 bits, so that a sum with one product a column,
 *
 *   base + Σ_j factor · asked_j · row_j,
 *
 * says how far apart they are: with what is the same for all training rows added, the square of the distance (or the
 * distance itself) is at least the sum less half the query row's width, and at most the sum plus that and the training
 * row's width. What rounding does is within the widths.
 */
export interface ScreenForm {
  /** Writes a row to `out`, from `at` on by `stride`; gives its squared length there. */
  pack(values: Float64Array, first: number, columns: number, out: Float32Array, at: number, stride: number): number
  readonly factor: number
  base(squares: number, columns: number): number
  width(squares: number, columns: number): number
}

/**
 * A bound on rounding, as a fraction of the squared lengths of two rows: each number is off by 2⁻²⁴ of itself, a sum of
 * d products by (d + 1) 2⁻²⁴ of the products' sizes, and 2 |a·b| is at most ‖a‖² + ‖b‖². Four times that.
 */
const slack = (columns: number): number => (columns + 16) * 2 ** -22

/** ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b, from the mean of the training rows, in units that bring them within 1. */
export function euclideanForm({ rows, columns, values }: DenseMatrix): ScreenForm | undefined {
  const centre = new Float64Array(columns)
  for (let at = 0; at < values.length; at++) centre[at % columns] += values[at] / rows
  let largest = 0
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at] - centre[at % columns]))
  // Beyond these the distances themselves overflow, or lose digits to the smallest numbers.
  if (!(largest < 1e300) || (largest > 0 && largest < 1e-120)) return undefined
  const unit = 2 ** -Math.ceil(Math.log2(largest || 1))
  return {
    pack(values, first, columns, out, at, stride) {
      let squares = 0
      for (let j = 0; j < columns; j++) {
        const value = Math.fround((values[first + j] - centre[j]) * unit)
        out[at + j * stride] = value
        squares += value * value
      }
      return squares
    },
    factor: -2,
    base: (squares, columns) => squares * (1 - slack(columns)),
    width: (squares, columns) => 2 * squares * slack(columns),
  }
}

/** 1 − a·b of rows of length 1; a row of zeros stays one, and is at distance 1. */
export const cosineForm: ScreenForm = {
  pack(values, first, columns, out, at, stride) {
    let squares = 0
    for (let j = 0; j < columns; j++) squares += values[first + j] ** 2
    const length = Math.sqrt(squares) || 1
    for (let j = 0; j < columns; j++) out[at + j * stride] = values[first + j] / length
    return 1
  },
  factor: -1,
  base: (_, columns) => 1 - slack(columns),
  width: (_, columns) => 2 * slack(columns),
}
