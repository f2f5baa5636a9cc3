import type { SparseMatrix } from '../../contract.ts'
import type { MarginRows } from './margin-rows.ts'

export function plainMarginRows({ columns, indptr, indices, values }: SparseMatrix, classes: number): MarginRows {
  const pairs = new Float64Array(2 * classes * columns)
  const products = new Float64Array(2 * classes)
  const steps = new Float64Array(2 * classes)
  return {
    classes,
    pairs,
    products,
    steps,
    multiply(row) {
      const end = indptr[row + 1]
      for (let k = 0; k < 2 * classes; k += 2) {
        // Every other entry in a sum of its own: an addition would have to wait for the one before it.
        let [evenW, evenV, oddW, oddV] = [0, 0, 0, 0]
        let e = indptr[row]
        for (; e + 1 < end; e += 2) {
          const even = 2 * classes * indices[e] + k
          const odd = 2 * classes * indices[e + 1] + k
          evenW += values[e] * pairs[even]
          evenV += values[e] * pairs[even + 1]
          oddW += values[e + 1] * pairs[odd]
          oddV += values[e + 1] * pairs[odd + 1]
        }
        if (e < end) {
          const last = 2 * classes * indices[e] + k
          evenW += values[e] * pairs[last]
          evenV += values[e] * pairs[last + 1]
        }
        products[k] = evenW + oddW
        products[k + 1] = evenV + oddV
      }
    },
    add(row) {
      const end = indptr[row + 1]
      for (let k = 0; k < 2 * classes; k += 2) {
        const stepW = steps[k]
        const stepV = steps[k + 1]
        for (let e = indptr[row]; e < end; e++) {
          const at = 2 * classes * indices[e] + k
          pairs[at] += values[e] * stepW
          pairs[at + 1] += values[e] * stepV
        }
      }
    },
    release() {},
  }
}
