import type { SparseMatrix } from '../contract.ts'
import type { MarginRows } from './kernels/margin-rows.ts'
import { plainMarginRows } from './kernels/plain.ts'
import { wasmMarginRows } from './kernels/wasm.ts'

/** In WebAssembly where it is there; the bytes are the same. */
export function marginRows(X: SparseMatrix, classes: number): MarginRows {
  return wasmMarginRows(X, classes) ?? plainMarginRows(X, classes)
}
