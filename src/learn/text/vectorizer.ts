import type { FitOptions, Label, SparseMatrix, Transformer, TransformerModel } from '../contract.ts'
import type { Pausable } from '../pausable.ts'
import type { ReadTexts } from './read-texts.ts'

/** From texts to numbers, before it has seen any. */
export interface Vectorizer<M extends VectorizerModel = VectorizerModel>
  extends Transformer<readonly string[], SparseMatrix, M> {
  /** Cuts texts into terms once, to be learned from more than once. @throws INVALID_INPUT for what is no string */
  read(texts: readonly string[], options?: FitOptions): ReadTexts<M>
  /** @throws INVALID_INPUT when the texts hold no term, or none is left. */
  fit(texts: readonly string[], y?: readonly Label[], options?: FitOptions): M
}

/** A fitted vectorizer: from texts to numbers, shape `(texts, columns)`. */
export interface VectorizerModel extends TransformerModel<readonly string[], SparseMatrix> {
  readonly columns: number
  /** The term of one column. */
  featureName(column: number): string
  /**
   * What the columns stand for in one text, where that hangs on the text: a hashed column is named by the terms of the
   * text that count in it. Absent: `featureName`.
   */
  namesIn?(text: string): (column: number) => string
  /**
   * A scorer of texts by a weight for each column, without a matrix in between. Absent, or undefined: a text is scored
   * by its row.
   */
  termScorer?(decisions: number, weightOf: WeightOf): Pausable<TermAdder | undefined>
}

/** The weight of a column in a decision. */
export type WeightOf = (decision: number, column: number) => number

/** Adds a text's weighted terms to decisions. */
export interface TermAdder {
  addTo(out: Float64Array, text: string): void
}
