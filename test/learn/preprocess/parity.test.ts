import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  type Matrix,
  MinMaxScaler,
  OneHotEncoder,
  OrdinalEncoder,
  SimpleImputer,
  StandardScaler,
  toDense,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

type Rows = readonly (readonly number[])[]
interface Reference {
  readonly X: Rows
  readonly seen: number
  readonly train: (string | null)[][]
  readonly asked: (string | null)[][]
  readonly [output: string]: Rows | unknown
}
const reference = readReference<Reference>('preprocess')
const X = denseMatrix(reference.X)
const seen = denseMatrix(reference.X.slice(0, reference.seen))
const categories = (rows: (string | null)[][]) => rows.map((row) => row.map((cell) => cell ?? undefined))

function same(name: string, output: Matrix, tolerance: number): void {
  const { values, columns } = toDense(output)
  const expected = denseMatrix(reference[name] as Rows)
  assert.equal(columns, expected.columns)
  assertClose(values, expected.values, tolerance, name)
}

test('scaled columns are those of scikit-learn to 1e-12, gaps left as they are', () => {
  same('standard', new StandardScaler().fit(seen).transform(X), 1e-12)
  same('standard without mean', new StandardScaler({ withMean: false }).fit(seen).transform(X), 1e-12)
  same('minmax', new MinMaxScaler().fit(seen).transform(X), 1e-12)
  const clipped = new MinMaxScaler({ featureRange: [-1, 2], clip: true }).fit(seen)
  same('minmax, clipped to -1 and 2', clipped.transform(X), 1e-12)
})

test('filled gaps are those of scikit-learn', () => {
  same('mean', new SimpleImputer().fit(seen).transform(X), 1e-14)
  same('median with indicator', new SimpleImputer({ strategy: 'median', addIndicator: true }).fit(seen).transform(X), 0)
  same('most frequent', new SimpleImputer({ strategy: 'most_frequent' }).fit(seen).transform(X), 0)
  same('constant', new SimpleImputer({ strategy: 'constant', fillValue: -7 }).fit(seen).transform(X), 0)
})

test('encoded categories are those of scikit-learn: unknown, missing and rare ones too', () => {
  const train = categories(reference.train)
  const asked = categories(reference.asked)
  const ignore = { handleUnknown: 'ignore' } as const
  same('one-hot', new OneHotEncoder(ignore).fit(train).transform(asked), 0)
  same('one-hot, rare together', new OneHotEncoder({ ...ignore, minFrequency: 4 }).fit(train).transform(asked), 0)
  const encoded = { handleUnknown: 'use_encoded_value', unknownValue: -1 } as const
  same('ordinal', new OrdinalEncoder(encoded).fit(train).transform(asked), 0)
  same('ordinal, rare together', new OrdinalEncoder({ ...encoded, minFrequency: 4 }).fit(train).transform(asked), 0)
})
