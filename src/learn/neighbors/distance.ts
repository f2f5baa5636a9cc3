import { type DenseMatrix, isSparse, type Matrix, type SparseMatrix } from '../contract.ts'

/**
 * ‖a − b‖ of two dense rows, from the differences themselves: rows that are equal are at distance 0 to the bit, which
 * ‖a‖² − 2 a·b + ‖b‖² would lose.
 */
export function denseDistance(A: DenseMatrix, a: number, B: DenseMatrix, b: number, scale = 1): number {
  const d = A.columns
  let sum = 0
  for (let j = 0; j < d; j++) {
    const difference = scale * A.values[a * d + j] - scale * B.values[b * d + j]
    sum += difference * difference
  }
  // The squares overflow where the distance itself need not: again, in units of 2⁶⁰⁰.
  if (sum === Number.POSITIVE_INFINITY && scale === 1) return denseDistance(A, a, B, b, 2 ** -600)
  return Math.sqrt(sum) / scale
}

/** The same of two sparse rows: entries that are not stored add nothing, so that it agrees with dense rows to the bit. */
export function sparseDistance(A: SparseMatrix, a: number, B: SparseMatrix, b: number, scale = 1): number {
  let sum = 0
  let e = A.indptr[a]
  let f = B.indptr[b]
  const lastE = A.indptr[a + 1]
  const lastF = B.indptr[b + 1]
  while (e < lastE || f < lastF) {
    const i = e < lastE ? A.indices[e] : Number.POSITIVE_INFINITY
    const j = f < lastF ? B.indices[f] : Number.POSITIVE_INFINITY
    const difference = (i <= j ? scale * A.values[e] : 0) - (j <= i ? scale * B.values[f] : 0)
    sum += difference * difference
    if (i <= j) e++
    if (j <= i) f++
  }
  if (sum === Number.POSITIVE_INFINITY && scale === 1) return sparseDistance(A, a, B, b, 2 ** -600)
  return Math.sqrt(sum) / scale
}

/** a·b of two sparse rows. */
export function sparseProduct(A: SparseMatrix, a: number, B: SparseMatrix, b: number): number {
  let sum = 0
  let f = B.indptr[b]
  const lastF = B.indptr[b + 1]
  for (let e = A.indptr[a]; e < A.indptr[a + 1]; e++) {
    const column = A.indices[e]
    while (f < lastF && B.indices[f] < column) f++
    if (f < lastF && B.indices[f] === column) sum += A.values[e] * B.values[f]
  }
  return sum
}

/**
 * 1 − a·b / (‖a‖ ‖b‖), from 0 to 2; 1 where a row has only zeros. The root of the product, not the product of the
 * roots: for equal rows it gives back ‖a‖² to the bit, and their distance is 0.
 */
export function cosineDistance(product: number, aa: number, bb: number): number {
  if (aa === 0 || bb === 0) return 1
  return Math.min(2, Math.max(0, 1 - product / Math.sqrt(aa * bb)))
}

/** The squared length of each row, shape `(n,)`. */
export function squaredLengths(X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const [from, to] = entriesOf(X, i)
    let sum = 0
    for (let e = from; e < to; e++) sum += X.values[e] * X.values[e]
    return sum
  })
}

/** Every row times a power of two that brings its largest entry near 1: same angles, and no square overflows. */
export function scaledRows<X extends Matrix>(X: X): X {
  const values = X.values.slice()
  for (let i = 0; i < X.rows; i++) {
    const [from, to] = entriesOf(X, i)
    let largest = 0
    for (let e = from; e < to; e++) largest = Math.max(largest, Math.abs(values[e]))
    const scale = 2 ** Math.max(-1000, Math.min(1000, -Math.ceil(Math.log2(largest || 1))))
    for (let e = from; e < to; e++) values[e] *= scale
  }
  return { ...X, values }
}

function entriesOf(X: Matrix, row: number): [number, number] {
  return isSparse(X) ? [X.indptr[row], X.indptr[row + 1]] : [row * X.columns, (row + 1) * X.columns]
}
