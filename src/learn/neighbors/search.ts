import type { Matrix } from '../contract.ts'
import type { NearestRows } from './nearest-rows.ts'

/** Offers the training rows that may be near row i of X, by ascending number, to `nearest[i]`. */
export type RowSearch = (X: Matrix, nearest: readonly NearestRows[]) => void
