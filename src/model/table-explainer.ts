import type { ClassifierModel, Matrix, RegressorModel } from '../learn/contract.ts'
import type { ColumnTransformerModel } from '../learn/preprocess/column-transformer/model.ts'
import { strongestFirst } from '../learn/strongest-first.ts'
import { addAt, itemAt } from '../values.ts'
import type { Explanation } from './contract.ts'
import { contributionsOf } from './contributions.ts'
import { type Derive, withDerived } from './derive.ts'
import type { ExplanationReference } from './explanation-reference.ts'
import { answersByNeighbors, neighborReasons } from './neighbor-reasons.ts'
import { type TableRow, toCells } from './table-input.ts'

/** What a fitted table model is made of. */
export interface TableModel<M extends ClassifierModel | RegressorModel> {
  readonly encoder: ColumnTransformerModel
  /** The last step. */
  readonly last: M
  readonly reference: ExplanationReference | undefined
  readonly derive: Derive | undefined
}

/** Rows of a table as the last step of a model takes them. */
export function encodeRows(
  { encoder, derive }: Pick<TableModel<never>, 'encoder' | 'derive'>,
  rows: readonly TableRow[],
) {
  return encoder.transformRows(rows.map((row) => toCells(encoder.columns, withDerived(derive, row))))
}

/**
 * What each column added to a prediction. Of a classifier, to the decision: the log-odds (or the probability, for trees
 * and forests) of the second of two labels, or what is decided on for the winning one of more. Of a regressor, to the
 * number, or to what its link function takes. Columns made of one column are taken together. The bias is the mean over the
 * rows of training, and a contribution what this row's value adds to it; in a version from before the means were kept,
 * the bias is the model's own.
 *
 * @param X the row encoded, shape `(1, d)`
 */
export function explainRow(
  { encoder, last, reference }: TableModel<ClassifierModel | RegressorModel>,
  X: Matrix,
): Explanation {
  if (answersByNeighbors(last)) return neighborReasons(last, X, (number) => `row ${number + 1} of training`)
  const { output, bias, values } = contributionsOf(last, X)
  const means = reference?.of(output) ?? new Float64Array(encoder.columns.length)
  const sums = means.map((mean) => -mean)
  values.forEach((value, j) => {
    addAt(sums, itemAt(encoder.origins, j), value)
  })
  const explanation = encoder.columns
    .map(({ name }, column) => ({ feature: name, contribution: itemAt(sums, column) }))
    .filter(({ contribution }) => contribution !== 0)
  return { bias: means.reduce((sum, mean) => sum + mean, bias), explanation: strongestFirst(explanation) }
}
