import type { Matrix } from '../../contract.ts'

/** Trees that are ready to be asked; however they are laid out, they give the same bytes. */
export interface AnswerWalker {
  /** Adds what each of `count` trees answers for a row to `sum`, shape `(outputs,)`. */
  addAnswers(row: Float64Array, count: number, sum: Float64Array): void
  /** The same for many rows at once, where that is sooner done; `sums` has the shape `(n, outputs)`. */
  addAllAnswers?(X: Matrix, count: number, sums: Float64Array): void
}

export interface TreeWalker extends AnswerWalker {
  /** Adds what tree t of `count` answers, one number, to `sum[t % sum.length]`. */
  addInTurns(row: Float64Array, count: number, sum: Float64Array): void
}
