import { isSparse, type Matrix, type Tensor } from '../contract.ts'

/** A matrix as tensors: its values, and for a sparse one where they stand. */
export function matrixParts(X: Matrix): { readonly [name: string]: Tensor } {
  if (!isSparse(X)) return { values: { shape: [X.rows, X.columns], data: narrow(X.values) } }
  const entries = X.indptr[X.rows]
  return {
    values: { shape: [entries], data: narrow(X.values.subarray(0, entries)) },
    indices: { shape: [entries], data: X.indices.subarray(0, entries) },
    indptr: { shape: [X.rows + 1], data: X.indptr },
  }
}

export function matrixFromParts(tensors: { readonly [name: string]: Tensor }, columns: number): Matrix {
  const values = Float64Array.from(tensors.values.data as Float32Array | Float64Array)
  if (!tensors.indptr) return { rows: tensors.values.shape[0], columns, values }
  const indptr = tensors.indptr.data as Int32Array
  return { rows: indptr.length - 1, columns, indptr, indices: tensors.indices.data as Int32Array, values }
}

/** Half the size where that loses nothing, as for counts. */
function narrow(values: Float64Array): Float32Array | Float64Array {
  const half = Float32Array.from(values)
  return half.every((value, at) => Object.is(value, values[at])) ? half : values
}
