import type { Problem } from '../errors.ts'
import type { ClassifierModel } from '../learn/contract.ts'
import { itemAt } from '../values.ts'
import type { Explanation, Prediction, Predictor } from './contract.ts'
import { toPrediction } from './prediction.ts'
import type { UnseenValues } from './seen-columns.ts'
import { encodeRows, explainRow, type TableModel } from './table-explainer.ts'
import { checkTableRow, type InputColumn, type TableRow } from './table-input.ts'

/** Asks a fitted table classifier: from a row to its most probable label and a probability for each. */
export class TablePredictor implements Predictor<TableRow, Prediction> {
  readonly #labels: readonly string[]
  readonly #columns: readonly InputColumn[]
  readonly #model: TableModel<ClassifierModel>
  readonly #unseen: UnseenValues

  constructor(
    labels: readonly string[],
    columns: readonly InputColumn[],
    model: TableModel<ClassifierModel>,
    unseen: UnseenValues,
  ) {
    this.#labels = labels
    this.#columns = columns
    this.#model = model
    this.#unseen = unseen
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkTableRow(this.#columns, value, path)
  }

  predict(row: TableRow): Prediction {
    return itemAt(this.predictMany([row]), 0)
  }

  predictMany(rows: readonly TableRow[]): Prediction[] {
    const { columns, values } = this.#model.last.predictProba(encodeRows(this.#model, rows))
    return rows.map((_, i) => toPrediction(this.#labels, values.subarray(i * columns, (i + 1) * columns)))
  }

  explain(row: TableRow): Explanation {
    return explainRow(this.#model, encodeRows(this.#model, [row]))
  }

  findUnseen(row: TableRow, path: string): Problem[] {
    return this.#unseen.find(row, path)
  }
}
