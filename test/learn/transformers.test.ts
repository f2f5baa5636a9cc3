import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as learn from 'slipway/learn'
import {
  type Categories,
  type CellTable,
  ColumnTransformer,
  ColumnTransformerModel,
  CountVectorizer,
  CountVectorizerModel,
  DateParts,
  DatePartsModel,
  denseMatrix,
  FeatureUnion,
  HashingVectorizer,
  HashingVectorizerModel,
  type Matrix,
  MinMaxScaler,
  MinMaxScalerModel,
  OneHotEncoder,
  OneHotEncoderModel,
  OrdinalEncoder,
  OrdinalEncoderModel,
  readVectorizer,
  SimpleImputer,
  SimpleImputerModel,
  StandardScaler,
  StandardScalerModel,
  TfidfTransformer,
  TfidfTransformerModel,
  TfidfVectorizer,
  TfidfVectorizerModel,
  takeRows,
} from 'slipway/learn'
import { checkTransformer, type TransformerChecks } from './transformer-checks.ts'

const gap = Number.NaN
const numbers = {
  X: denseMatrix([
    [1, 5, gap, -0],
    [gap, 5, gap, 1e308],
    [3, 5, gap, -1e308],
    [4.5, 5, gap, 1e-320],
    [-7, 5, gap, 2],
  ]) as Matrix,
  take: (X: Matrix, places: readonly number[]) => takeRows(X, places),
  other: { X: denseMatrix([[1, 2]]), message: /4 columns|columns/ },
}
const categories = {
  X: [
    ['a', '__proto__'],
    [undefined, 'constructor'],
    ['b', '10'],
    ['a', '9'],
    ['c', undefined],
  ] as Categories,
  take: (X: Categories, places: readonly number[]) => places.map((place) => X[place]),
  other: { X: [['a']], message: /expected 2 cells in each row, got 1/ },
}
const texts = {
  X: ['A great park, great fun', 'Never again: the queues!', 'Fun for the children', '', 'Été au parc 🎉 ﬁn'],
  take: (X: readonly string[], places: readonly number[]) => places.map((place) => X[place]),
}
const counts = {
  X: denseMatrix([
    [1, 0, 2],
    [0, 0, 0],
    [3, 0, 1],
    [0, 0, 5],
    [1, 0, 1],
  ]) as Matrix,
  take: numbers.take,
  other: { X: denseMatrix([[1, 2]]), message: /3 columns|columns/ },
}
const table = {
  X: {
    columns: [
      { name: 'constructor', type: 'category' },
      { name: '__proto__', type: 'number' },
      { name: 'note', type: 'text' },
      { name: 'constant', type: 'number' },
    ],
    rows: [
      ['a', 1, 'good thing', 5],
      [undefined, gap, 'bad thing', 5],
      ['b', 1e308, undefined, 5],
      ['a', -0, 'good', 5],
      ['c', 3, 'again', 5],
    ],
  } as CellTable,
  take: ({ columns, rows }: CellTable, places: readonly number[]) => ({ columns, rows: places.map((i) => rows[i]) }),
  other: {
    X: { columns: [], rows: [] },
    message: /expected the columns constructor \(category\), __proto__ \(number\)/,
  },
}

const moments = {
  ...numbers,
  X: denseMatrix([
    [Date.UTC(2024, 1, 29, 6), 0],
    [gap, 0],
    [Date.UTC(2025, 11, 31, 23, 59), gap],
    [Date.UTC(1850, 0, 1), 0],
    [Date.UTC(2025, 5, 1), 0],
  ]) as Matrix,
  other: { X: denseMatrix([[1, 2, 3]]), message: /2 columns|columns/ },
}

const unknown = { handleUnknown: 'use_encoded_value', unknownValue: -1 } as const
const linear = { number: 'standard', missing: 'mean', category: 'onehot', addIndicator: true } as const

function checked<In>(checks: TransformerChecks<In>): (name: string) => void {
  return (name) => checkTransformer(name, checks)
}

/** Everything in `slipway/learn` that turns its input into numbers, and ways of it. */
const transformers: { readonly [name: string]: (name: string) => void } = {
  ColumnTransformer: checked({
    ...table,
    make: () => new ColumnTransformer(),
    fromParts: ColumnTransformerModel.fromParts,
  }),
  'ColumnTransformer for a linear model': checked({
    ...table,
    make: () => new ColumnTransformer(linear),
    fromParts: ColumnTransformerModel.fromParts,
  }),
  CountVectorizer: checked({ ...texts, make: () => new CountVectorizer(), fromParts: CountVectorizerModel.fromParts }),
  'CountVectorizer of characters': checked({
    ...texts,
    make: () => new CountVectorizer({ analyzer: 'char_wb', ngramRange: [1, 3], binary: true }),
    fromParts: CountVectorizerModel.fromParts,
  }),
  DateParts: checked({ ...moments, make: () => new DateParts(), fromParts: DatePartsModel.fromParts }),
  FeatureUnion: checked({
    ...texts,
    make: () =>
      new FeatureUnion([
        new TfidfVectorizer({ stem: 'english' }),
        new HashingVectorizer({ nFeatures: 32 }),
        new CountVectorizer({ analyzer: 'char', ngramRange: [1, 2] }),
      ]),
    fromParts: readVectorizer,
  }),
  HashingVectorizer: checked({
    ...texts,
    make: () => new HashingVectorizer({ nFeatures: 64, ngramRange: [1, 2], stem: 'french' }),
    fromParts: HashingVectorizerModel.fromParts,
    learnsNothing: true,
  }),
  MinMaxScaler: checked({ ...numbers, make: () => new MinMaxScaler(), fromParts: MinMaxScalerModel.fromParts }),
  'MinMaxScaler that clips': checked({
    ...numbers,
    make: () => new MinMaxScaler({ featureRange: [-1, 2], clip: true }),
    fromParts: MinMaxScalerModel.fromParts,
  }),
  OneHotEncoder: checked({ ...categories, make: () => new OneHotEncoder(), fromParts: OneHotEncoderModel.fromParts }),
  'OneHotEncoder with rare ones together': checked({
    ...categories,
    make: () => new OneHotEncoder({ minFrequency: 2, handleUnknown: 'ignore' }),
    fromParts: OneHotEncoderModel.fromParts,
  }),
  OrdinalEncoder: checked({
    ...categories,
    make: () => new OrdinalEncoder(),
    fromParts: OrdinalEncoderModel.fromParts,
  }),
  'OrdinalEncoder with rare ones together': checked({
    ...categories,
    make: () => new OrdinalEncoder({ ...unknown, minFrequency: 2, encodedMissingValue: -2 }),
    fromParts: OrdinalEncoderModel.fromParts,
  }),
  SimpleImputer: checked({ ...numbers, make: () => new SimpleImputer(), fromParts: SimpleImputerModel.fromParts }),
  'SimpleImputer that tells gaps': checked({
    ...numbers,
    make: () => new SimpleImputer({ strategy: 'median', addIndicator: true }),
    fromParts: SimpleImputerModel.fromParts,
  }),
  StandardScaler: checked({ ...numbers, make: () => new StandardScaler(), fromParts: StandardScalerModel.fromParts }),
  TfidfTransformer: checked({
    ...counts,
    make: () => new TfidfTransformer(),
    fromParts: TfidfTransformerModel.fromParts,
  }),
  TfidfVectorizer: checked({
    ...texts,
    make: () => new TfidfVectorizer({ sublinearTf: true, norm: 'l1', stopWords: ['the'] }),
    fromParts: TfidfVectorizerModel.fromParts,
  }),
}

for (const [name, check] of Object.entries(transformers)) check(name)

test('everything in slipway/learn that transforms goes through the common checks', () => {
  const exported = learn as { readonly [name: string]: unknown }
  const names = Object.keys(learn).filter((name) => {
    const model = exported[`${name}Model`]
    return typeof model === 'function' && 'transform' in model.prototype
  })
  const tried = new Set(Object.keys(transformers).map((name) => name.split(' ')[0]))
  assert.deepEqual([...tried], names.sort())
})
