import type { SparseMatrix } from '../contract.ts'

/** Texts that a vectorizer has read: each fit on some of them spares the reading, which is most of the work. */
export interface ReadTexts<M> {
  readonly rows: number
  /**
   * Learns from some of the texts: what those texts alone would have given.
   * @param rows their places, in ascending order.
   * @throws INVALID_INPUT when they hold no term, or none is left.
   */
  fit(rows: Int32Array): { readonly model: M; readonly output: SparseMatrix }
  /** Learns from all of the texts, once; what was read is given up meanwhile. @throws INVALID_INPUT like `fit` */
  finish(): { readonly model: M; readonly output: SparseMatrix }
}
