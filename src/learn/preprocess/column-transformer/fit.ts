import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix } from '../../contract.ts'
import { TfidfVectorizer } from '../../text/tfidf-vectorizer/estimator.ts'
import { type CellTable, checkSomeRows, checkWidth } from '../cells.ts'
import { DateParts } from '../date-parts/estimator.ts'
import { MinMaxScaler } from '../min-max-scaler/estimator.ts'
import { OneHotEncoder } from '../one-hot-encoder/estimator.ts'
import { OrdinalEncoder } from '../ordinal-encoder/estimator.ts'
import { SimpleImputer } from '../simple-imputer/estimator.ts'
import { StandardScaler } from '../standard-scaler/estimator.ts'
import type { ColumnTransformer } from './estimator.ts'
import { type ColumnBlock, ColumnTransformerModel, categoriesAt, numbersAt, textsAt } from './model.ts'

type Settings = ColumnTransformer['options']

export function fit(settings: Settings, X: CellTable): ColumnTransformerModel {
  const { kind } = ColumnTransformerModel
  if (X.columns.length === 0) throw new SlipwayError('INVALID_INPUT', `${kind}: X: expected at least one column.`)
  checkSomeRows(kind, X.rows.length)
  checkWidth(kind, X.rows, X.columns.length)
  return new ColumnTransformerModel(X.columns, [
    ...fitNumbers(settings, X),
    ...fitDates(settings, X),
    ...fitCategories(settings, X),
    ...fitTexts(settings, X),
  ])
}

function fitNumbers(settings: Settings, X: CellTable): ColumnBlock[] {
  const columns = placesOf(X, 'number')
  if (columns.length === 0) return []
  return [[columns, fitSteps(settings, numbersAt(X.rows, columns))]]
}

function fitDates(settings: Settings, X: CellTable): ColumnBlock[] {
  const columns = placesOf(X, 'date')
  if (columns.length === 0) return []
  const { model, output } = new DateParts().fitTransform(numbersAt(X.rows, columns))
  return [[columns, [model, ...fitSteps(settings, output)]]]
}

/** What is done to numbers: gaps are filled, then they are scaled. */
function fitSteps({ number, missing, addIndicator }: Settings, X: DenseMatrix): ColumnBlock[1][number][] {
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

function fitCategories({ category, missing, minFrequency }: Settings, X: CellTable): ColumnBlock[] {
  const columns = placesOf(X, 'category')
  if (columns.length === 0) return []
  const rows = categoriesAt(X.rows, columns)
  if (category === 'onehot') {
    return [[columns, [new OneHotEncoder({ handleUnknown: 'ignore', minFrequency }).fit(rows)]]]
  }
  const gap = missing === 'keep' ? Number.NaN : -1
  const options = { handleUnknown: 'use_encoded_value', unknownValue: gap, encodedMissingValue: gap } as const
  return [[columns, [new OrdinalEncoder({ ...options, minFrequency }).fit(rows)]]]
}

function fitTexts({ text = {} }: Settings, X: CellTable): ColumnBlock[] {
  const vectorizer = new TfidfVectorizer(text)
  return placesOf(X, 'text').map((column) => [[column], [vectorizer.fit(textsAt(X.rows, column))]])
}

function placesOf({ columns }: CellTable, type: CellTable['columns'][number]['type']): number[] {
  return columns.flatMap((column, j) => (column.type === type ? [j] : []))
}
