import type { Problem } from '../errors.ts'
import type { RegressorModel } from '../learn/contract.ts'
import { itemAt } from '../values.ts'
import type { Explanation, Predictor, ValuePrediction } from './contract.ts'
import { toValue } from './prediction.ts'
import type { PredictionIntervals } from './prediction-intervals.ts'
import type { UnseenValues } from './seen-columns.ts'
import { encodeRows, explainRow, type TableModel } from './table-explainer.ts'
import { checkTableRow, type InputColumn, type TableRow } from './table-input.ts'

/** Asks a fitted table regressor: from a row to a number, and an interval where the model gives them. */
export class TableNumberPredictor implements Predictor<TableRow, ValuePrediction> {
  readonly #columns: readonly InputColumn[]
  readonly #model: TableModel<RegressorModel>
  readonly #intervals: PredictionIntervals | undefined
  readonly #unseen: UnseenValues

  constructor(
    columns: readonly InputColumn[],
    model: TableModel<RegressorModel>,
    intervals: PredictionIntervals | undefined,
    unseen: UnseenValues,
  ) {
    this.#columns = columns
    this.#model = model
    this.#intervals = intervals
    this.#unseen = unseen
  }

  checkInput(value: unknown, path: string): Problem[] {
    return checkTableRow(this.#columns, value, path)
  }

  predict(row: TableRow): ValuePrediction {
    return itemAt(this.predictMany([row]), 0)
  }

  predictMany(rows: readonly TableRow[]): ValuePrediction[] {
    return Array.from(this.#model.last.predict(encodeRows(this.#model, rows)), (value) =>
      toValue(value, this.#intervals),
    )
  }

  explain(row: TableRow): Explanation {
    return explainRow(this.#model, encodeRows(this.#model, [row]))
  }

  findUnseen(row: TableRow, path: string): Problem[] {
    return this.#unseen.find(row, path)
  }
}
