import type { Label } from '../contract.ts'

/** Numbers of rows, counted from 0, each side ascending; together all of them. */
export interface Split {
  readonly train: Int32Array
  readonly test: Int32Array
}

/** Divides rows into training and test rows several times; only `StratifiedKFold` uses what the labels are. */
export interface Splitter {
  split(y: readonly Label[]): Split[]
}
