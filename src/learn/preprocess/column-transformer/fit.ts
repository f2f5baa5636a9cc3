import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix, Matrix, Transformer } from '../../contract.ts'
import { TfidfVectorizer } from '../../text/index.ts'
import { type CellTable, checkSomeRows, checkWidth } from '../cells.ts'
import { DateParts } from '../date-parts/fit.ts'
import { MinMaxScaler } from '../min-max-scaler/fit.ts'
import { OneHotEncoder } from '../one-hot-encoder/fit.ts'
import type { ColumnTransformerOptions } from '../options.ts'
import { OrdinalEncoder } from '../ordinal-encoder/fit.ts'
import { SimpleImputer } from '../simple-imputer/fit.ts'
import { StandardScaler } from '../standard-scaler/fit.ts'
import { type ColumnBlock, ColumnTransformerModel, categoriesAt, numbersAt, textsAt } from './model.ts'

/**
 * Named, typed columns to the matrix that an estimator eats: first the numbers, then the dates (as `DateParts` says),
 * then the categories, then the texts, within each kind in the order of the table.
 *
 *   new ColumnTransformer({ number: 'standard', missing: 'mean', category: 'onehot' })   for a linear model
 *   new ColumnTransformer()                                                             for boosting
 *
 * A category or a missing value that training did not see is never an error.
 */
export class ColumnTransformer implements Transformer<CellTable, Matrix, ColumnTransformerModel> {
  readonly options: ColumnTransformerOptions

  constructor(options: ColumnTransformerOptions = {}) {
    this.options = options
  }

  /** @throws INVALID_INPUT for no rows, no columns, or rows of another length than there are columns. */
  fit(X: CellTable): ColumnTransformerModel {
    return this.fitTransform(X).model
  }

  fitTransform(X: CellTable) {
    const { kind } = ColumnTransformerModel
    if (X.columns.length === 0) throw new SlipwayError('INVALID_INPUT', `${kind}: X: expected at least one column.`)
    checkSomeRows(kind, X.rows.length)
    checkWidth(kind, X.rows, X.columns.length)
    const model = new ColumnTransformerModel(X.columns, [
      ...this.#fitNumbers(X),
      ...this.#fitDates(X),
      ...this.#fitCategories(X),
      ...this.#fitTexts(X),
    ])
    return { model, output: model.transformRows(X.rows) }
  }

  #fitNumbers(X: CellTable): ColumnBlock[] {
    const columns = placesOf(X, 'number')
    if (columns.length === 0) return []
    return [[columns, this.#fitSteps(numbersAt(X.rows, columns))]]
  }

  #fitDates(X: CellTable): ColumnBlock[] {
    const columns = placesOf(X, 'date')
    if (columns.length === 0) return []
    const { model, output } = new DateParts().fitTransform(numbersAt(X.rows, columns))
    return [[columns, [model, ...this.#fitSteps(output)]]]
  }

  /** What is done to numbers: gaps are filled, then they are scaled. */
  #fitSteps(X: DenseMatrix): ColumnBlock[1][number][] {
    const { number = 'passthrough', missing = 'keep', addIndicator = false } = this.options
    let matrix = X
    const steps: ColumnBlock[1][number][] = []
    if (missing !== 'keep') {
      const { model, output } = new SimpleImputer({ strategy: missing, addIndicator }).fitTransform(matrix)
      steps.push(model)
      matrix = output
    }
    if (number === 'standard') steps.push(new StandardScaler().fit(matrix))
    else if (number === 'minmax') steps.push(new MinMaxScaler().fit(matrix))
    return steps
  }

  #fitCategories(X: CellTable): ColumnBlock[] {
    const columns = placesOf(X, 'category')
    if (columns.length === 0) return []
    const { category = 'ordinal', missing = 'keep', minFrequency } = this.options
    const rows = categoriesAt(X.rows, columns)
    const common = { ...(minFrequency !== undefined && { minFrequency }) }
    if (category === 'onehot') return [[columns, [new OneHotEncoder({ handleUnknown: 'ignore', ...common }).fit(rows)]]]
    const gap = missing === 'keep' ? Number.NaN : -1
    const options = { handleUnknown: 'use_encoded_value', unknownValue: gap, encodedMissingValue: gap } as const
    return [[columns, [new OrdinalEncoder({ ...options, ...common }).fit(rows)]]]
  }

  #fitTexts(X: CellTable): ColumnBlock[] {
    return placesOf(X, 'text').map((column) => [
      [column],
      [new TfidfVectorizer(this.options.text ?? {}).fit(textsAt(X.rows, column))],
    ])
  }
}

function placesOf({ columns }: CellTable, type: CellTable['columns'][number]['type']): number[] {
  return columns.flatMap((column, j) => (column.type === type ? [j] : []))
}
