import { type DenseMatrix, isSparse, type Matrix } from '../contract.ts'

/**
 * Where there is an intercept, taking each column's mean off it changes nothing but the intercept: x·w + b is
 * (x − μ)·w + (b + μ·w). It does change how hard the problem is to solve: a column of years, all near 2020, is almost
 * a second intercept, and a solver crawls along the valley between the two. Sparse matrices stay as they are; their
 * means are small next to their entries, and would fill every zero.
 */
export function centre(X: Matrix): { readonly X: Matrix; readonly means: Float64Array | undefined } {
  if (isSparse(X)) return { X, means: undefined }
  const { rows, columns: d } = X
  const means = columnMeans(X)
  const values = new Float64Array(X.values.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < d; j++) values[i * d + j] = X.values[i * d + j] - means[j]
  }
  return { X: { rows, columns: d, values }, means }
}

function columnMeans({ rows, columns: d, values }: DenseMatrix): Float64Array {
  const means = new Float64Array(d)
  for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) means[j] += values[i * d + j] / rows
  return means
}
