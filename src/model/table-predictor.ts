import type { Problem } from '../errors.ts'
import type { ClassifierModel } from '../learn/contract.ts'
import type { ColumnTransformerModel } from '../learn/preprocess/column-transformer/model.ts'
import { strongestFirst } from '../learn/strongest-first.ts'
import { addAt, itemAt } from '../values.ts'
import type { Explanation, Prediction, Predictor } from './contract.ts'
import { contributionsOf } from './contributions.ts'
import { type Derive, withDerived } from './derive.ts'
import type { ExplanationReference } from './explanation-reference.ts'
import { answersByNeighbors, neighborReasons } from './neighbor-reasons.ts'
import { toPrediction } from './prediction.ts'
import type { UnseenValues } from './seen-columns.ts'
import { checkTableRow, type InputColumn, type TableRow, toCells } from './table-input.ts'

/** Asks a fitted table classifier: from a row to its most probable label and a probability for each. */
export class TablePredictor implements Predictor<TableRow, Prediction> {
  readonly #labels: readonly string[]
  readonly #columns: readonly InputColumn[]
  readonly #encoder: ColumnTransformerModel
  readonly #classifier: ClassifierModel
  readonly #unseen: UnseenValues
  readonly #reference: ExplanationReference | undefined
  readonly #derive: Derive | undefined

  constructor(
    labels: readonly string[],
    columns: readonly InputColumn[],
    encoder: ColumnTransformerModel,
    classifier: ClassifierModel,
    unseen: UnseenValues,
    reference: ExplanationReference | undefined,
    derive: Derive | undefined,
  ) {
    this.#labels = labels
    this.#columns = columns
    this.#encoder = encoder
    this.#classifier = classifier
    this.#unseen = unseen
    this.#reference = reference
    this.#derive = derive
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkTableRow(this.#columns, value, path)
  }

  predict(row: TableRow): Prediction {
    return itemAt(this.predictMany([row]), 0)
  }

  predictMany(rows: readonly TableRow[]): Prediction[] {
    const { columns, values } = this.#classifier.predictProba(this.#encode(rows))
    return rows.map((_, i) => toPrediction(this.#labels, values.subarray(i * columns, (i + 1) * columns)))
  }

  /**
   * What each column added to the decision: the log-odds (or the probability, for trees and forests) of the second of
   * two labels, or what is decided on for the winning one of more. Columns made of one column are taken together. The
   * bias is the mean decision over the rows of training, and a contribution what this row's value adds to it; in a
   * version from before the means were kept, the bias is the model's own.
   */
  explain(row: TableRow): Explanation {
    const X = this.#encode([row])
    if (answersByNeighbors(this.#classifier)) {
      return neighborReasons(this.#classifier, X, (number) => `row ${number + 1} of training`)
    }
    const { output, bias, values } = contributionsOf(this.#classifier, X)
    const means = this.#reference?.of(output) ?? new Float64Array(this.#encoder.columns.length)
    const sums = means.map((mean) => -mean)
    values.forEach((value, j) => {
      addAt(sums, itemAt(this.#encoder.origins, j), value)
    })
    const explanation = this.#encoder.columns
      .map(({ name }, column) => ({ feature: name, contribution: itemAt(sums, column) }))
      .filter(({ contribution }) => contribution !== 0)
    return { bias: means.reduce((sum, mean) => sum + mean, bias), explanation: strongestFirst(explanation) }
  }

  findUnseen(row: TableRow, path: string): Problem[] {
    return this.#unseen.find(row, path)
  }

  #encode(rows: readonly TableRow[]) {
    const { columns } = this.#encoder
    return this.#encoder.transformRows(rows.map((row) => toCells(columns, withDerived(this.#derive, row))))
  }
}
