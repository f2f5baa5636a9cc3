import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CellTable, ColumnTransformer, DateParts, denseMatrix, toDense } from 'slipway/learn'

const day = (text: string) => Date.parse(`${text}Z`)

test('a date becomes its year, month, day of the week, day of the year, hour and days since 1970', () => {
  const X = denseMatrix([[day('2024-02-29T23:30:00')], [day('2025-12-31T00:00:00')]])
  const { model, output } = new DateParts().fitTransform(X)
  assert.deepEqual(model.featureNames(), ['x0_year', 'x0_month', 'x0_dayOfWeek', 'x0_dayOfYear', 'x0_hour', 'x0_time'])
  assert.deepEqual(
    [...output.values],
    [...[2024, 2, 3, 60, 23, 19782 + 23.5 / 24], ...[2025, 12, 2, 365, 0, 20453]], // 2024-02-29 was a Thursday
  )
})

test('of a date only what varies in training is looked at; one that never varies keeps its time', () => {
  const X = denseMatrix([
    [day('2025-01-01T00:00'), day('2025-01-01T00:00'), Number.NaN],
    [day('2025-01-02T00:00'), day('2025-01-01T00:00'), Number.NaN],
    [Number.NaN, Number.NaN, Number.NaN],
  ])
  const model = new DateParts().fit(X)
  assert.deepEqual(model.parts, [['dayOfWeek', 'dayOfYear', 'time'], ['time'], ['time']])
  assert.deepEqual([...model.transform(X).values.slice(-5)], Array(5).fill(Number.NaN))
})

test('years before 1970 and after 9999 are dates like others', () => {
  const X = denseMatrix([[Date.UTC(1850, 0, 1)], [Date.UTC(12_025, 5, 1)]])
  const { values } = new DateParts().fitTransform(X).output
  assert.deepEqual([values[0], values[5]], [1850, 12_025])
})

test('in a table of columns dates stand behind numbers, gaps are filled part by part, and each part knows its column', () => {
  const table: CellTable = {
    columns: [
      { name: 'when', type: 'date' },
      { name: 'price', type: 'number' },
      { name: 'brand', type: 'category' },
    ],
    rows: [
      [day('2025-01-01T06:00'), 1, 'a'],
      [Number.NaN, 2, 'b'],
      [day('2025-03-01T06:00'), 3, 'a'],
    ],
  }
  const model = new ColumnTransformer({ missing: 'mean', addIndicator: true, category: 'onehot' }).fit(table)
  const names = ['price', ...Array<string>(8).fill('when'), 'brand', 'brand']
  assert.deepEqual(model.featureNames(), names)
  const [, second] = [0, 1].map((i) => [...toDense(model.transformRows([table.rows[i] ?? []])).values])
  // Month 2, Thursday and a half, day 30.5, the time between, and four signs that the date is missing.
  assert.deepEqual(second, [2, 2, 3.5, 30.5, 20118.75, 1, 1, 1, 1, 0, 1])
})
