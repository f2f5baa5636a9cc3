import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CellTable,
  ColumnTransformer,
  ColumnTransformerModel,
  denseMatrix,
  MinMaxScaler,
  OneHotEncoder,
  OrdinalEncoder,
  SimpleImputer,
  StandardScaler,
  toDense,
} from 'slipway/learn'
import { assertClose } from '../../support/reference.ts'

const table: CellTable = {
  columns: [
    { name: 'brand', type: 'category' },
    { name: 'price', type: 'number' },
    { name: '__proto__', type: 'category' },
    { name: 'note', type: 'text' },
    { name: 'constructor', type: 'number' },
  ],
  rows: [
    ['a', 1, 'x', 'good thing', 5],
    ['b', Number.NaN, 'y', 'bad thing', 5],
    [undefined, 3, 'x', undefined, Number.NaN],
    ['a', 4, undefined, 'good', 5],
  ],
}
const ways = [
  {},
  { missing: 'median', addIndicator: true },
  { number: 'standard', missing: 'mean', category: 'onehot' },
  { number: 'minmax', category: 'onehot', minFrequency: 2 },
] as const

test('a fitted column transformer taken apart and put together gives the same numbers', () => {
  for (const options of ways) {
    const { model, output } = new ColumnTransformer(options).fitTransform(table)
    const again = ColumnTransformerModel.fromParts(structuredClone(model.toParts()))
    assert.deepEqual(again.transform(table), output)
    assert.deepEqual(again.origins, model.origins)
    assert.equal(model.featureNames().length, output.columns)
  }
})

test('rows are transformed one by one as all together, and categories and gaps never seen are no error', () => {
  for (const options of ways) {
    const { model, output } = new ColumnTransformer(options).fitTransform(table)
    const rows = table.rows.map((row) => Array.from(toDense(model.transformRows([row])).values))
    assert.deepEqual(denseMatrix(rows).values, toDense(output).values)
    assert.equal(model.transformRows([['never seen', Number.NaN, 'z', 'words', Number.NaN]]).rows, 1)
  }
})

test('as codes, gaps and unknown categories are NaN where numbers keep their gaps, and −1 where they are filled', () => {
  const codes = (options: object) => {
    const model = new ColumnTransformer(options).fit({
      columns: table.columns.slice(0, 2),
      rows: table.rows.map((row) => row.slice(0, 2)),
    })
    assert.deepEqual(model.categoricalFeatures, [1])
    return ['a', 'b', 'never seen', undefined].map((brand) => toDense(model.transformRows([[brand, 1]])).values[1])
  }
  assert.deepEqual(codes({}), [0, 1, Number.NaN, Number.NaN])
  assert.deepEqual(codes({ missing: 'median' }), [0, 1, -1, -1])
})

test('numbers at the edge scale to finite ones: 1e308, a constant, a column of gaps, one row', () => {
  const X = denseMatrix([
    [1e308, 5, Number.NaN, -0],
    [-1e308, 5, Number.NaN, 1e-320],
  ])
  const scaled = new StandardScaler().fit(X).transform(X)
  assert.deepEqual([...scaled.values.slice(0, 3)], [1, 0, Number.NaN])
  assert.equal(scaled.values[4], -1)
  const filled = new SimpleImputer().fit(X).transform(X)
  assert.ok(filled.values.every(Number.isFinite))
  const one = denseMatrix([[7]])
  assert.deepEqual([...new StandardScaler().fit(one).transform(one).values], [0])
  assert.deepEqual([...new MinMaxScaler().fit(one).transform(one).values], [0])
  const huge = denseMatrix([[-1e308], [1e308], [0]])
  assertClose(new MinMaxScaler().fit(huge).transform(huge).values, [0, 1, 0.5], 1e-15)
})

test('a hundred thousand categories are told apart', () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => [`brand ${i}`])
  const codes = new OrdinalEncoder().fit(rows).transform([['brand 99999'], ['brand 0']])
  assert.deepEqual([...codes.values], [99_999, 0])
})

test('what cannot be learned from, or was never seen, is refused with its place', () => {
  const refused = (message: string) => ({ code: 'INVALID_INPUT', message })
  assert.throws(() => new OneHotEncoder().fit([['a']]).transform([['a'], ['b']]), {
    ...refused('OneHotEncoder: X: the category "b" in row 1, column 0 (counted from 0) was not seen in training.'),
  })
  assert.throws(() => new OrdinalEncoder().fit([]), {
    ...refused('OrdinalEncoder: X: expected at least one row to learn from, got none.'),
  })
  assert.throws(() => new OrdinalEncoder().fit([['a'], ['b', 'c']]), {
    ...refused('OrdinalEncoder: X: expected 1 cells in each row, got 2 in row 1 (counted from 0).'),
  })
  assert.throws(() => new OneHotEncoder({ minFrequency: 0 }), {
    code: 'INVALID_OPTION',
    message: 'OneHotEncoder: minFrequency: expected a whole number of 1 or more, got 0.',
  })
  assert.throws(() => new MinMaxScaler({ featureRange: [1, 1] }), { code: 'INVALID_OPTION' })
  const model = new ColumnTransformer().fit(table)
  assert.throws(() => model.transform({ ...table, columns: table.columns.slice(1) }), {
    code: 'INVALID_INPUT',
    message: /^ColumnTransformer: X: expected the columns brand \(category\), price/,
  })
})
