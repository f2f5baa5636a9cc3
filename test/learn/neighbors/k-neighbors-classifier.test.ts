import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, KNeighborsClassifier, KNeighborsClassifierModel, takeRows, toSparse } from 'slipway/learn'

const line = denseMatrix([[0], [1], [2], [3], [10]])
const y = ['a', 'a', 'b', 'b', 'c']

test('a neighbour is given with its row, distance, label and share, nearest first', () => {
  const model = new KNeighborsClassifier({ nNeighbors: 3, weights: 'distance' }).fit(line, y)
  assert.deepEqual(model.neighbors(denseMatrix([[2.5]])), [
    [
      { row: 2, distance: 0.5, label: 'b', share: 3 / 7 },
      { row: 3, distance: 0.5, label: 'b', share: 3 / 7 },
      { row: 1, distance: 1.5, label: 'a', share: 1 / 7 },
    ],
  ])
})

test('of rows at the same distance the first in training is the nearer, and of equal shares the first class wins', () => {
  const model = new KNeighborsClassifier({ nNeighbors: 2 }).fit(line, y)
  const rows = model.neighbors(denseMatrix([[1]]))[0].map(({ row }) => row)
  assert.deepEqual(rows, [1, 0])
  assert.deepEqual(model.predict(denseMatrix([[1.5]])), ['a'])
})

test('rows that are equal to the question decide alone when distances count', () => {
  const twice = denseMatrix([[5], [5], [5.001], [4.999], [9]])
  for (const metric of ['euclidean', 'cosine'] as const) {
    const wide = denseMatrix([...twice.values].map((value) => [value, 1]))
    for (const X of [wide, toSparse(wide)]) {
      const model = new KNeighborsClassifier({ nNeighbors: 4, weights: 'distance', metric }).fit(X, [
        'a',
        'b',
        'b',
        'b',
        'b',
      ])
      assert.deepEqual([...model.predictProba(takeRows(X, [0])).values], [0.5, 0.5])
    }
  }
})

test('a row of weight 2 is two neighbours, and the last one counts for what was missing', () => {
  const sampleWeight = [1, 2, 0, 1, 1]
  const model = new KNeighborsClassifier({ nNeighbors: 2 }).fit(line, y, { sampleWeight })
  assert.deepEqual(
    model.neighbors(denseMatrix([[0]]))[0].map(({ row, share }) => [row, share]),
    [
      [0, 0.5],
      [1, 0.5],
    ],
  )
  assert.deepEqual(
    model.neighbors(denseMatrix([[1]]))[0].map(({ row, share }) => [row, share]),
    [[1, 1]],
  )
})

test('fewer rows than neighbours are refused, by name', () => {
  assert.throws(() => new KNeighborsClassifier({ nNeighbors: 6 }).fit(line, y), {
    code: 'INVALID_INPUT',
    message: 'KNeighborsClassifier: X: expected at least nNeighbors = 6 rows, got 5.',
  })
})

test('a row of zeros has no direction: it is at cosine distance 1 from every row', () => {
  const X = toSparse(
    denseMatrix([
      [0, 0],
      [1, 0],
      [0, 2],
    ]),
  )
  const model = new KNeighborsClassifier({ nNeighbors: 3, metric: 'cosine' }).fit(X, ['a', 'b', 'b'])
  assert.deepEqual(
    model.neighbors(denseMatrix([[0, 0]]))[0].map(({ row, distance }) => [row, distance]),
    [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
  )
})

test('numbers whose squares overflow still have their neighbours', () => {
  const X = denseMatrix([
    [1e308, 1],
    [1e308, 5],
    [-1e308, 1],
    [0, 1],
  ])
  for (const given of [X, toSparse(X)]) {
    const model = new KNeighborsClassifier({ nNeighbors: 3, weights: 'distance' }).fit(given, ['a', 'b', 'b', 'b'])
    const found = model.neighbors(takeRows(given, [0]))[0]
    assert.deepEqual(
      found.map(({ row }) => row),
      [0, 1, 3],
    )
    assert.deepEqual(found.map(({ distance }) => distance).slice(0, 2), [0, 4])
    assert.ok(model.predictProba(X).values.every(Number.isFinite))
    const angles = new KNeighborsClassifier({ nNeighbors: 1, metric: 'cosine' }).fit(given, ['a', 'b', 'b', 'b'])
    assert.deepEqual(angles.predict(X), ['a', 'a', 'b', 'b'])
  }
})

test('training rows are stored in half the size where that loses nothing', () => {
  const counts = new KNeighborsClassifier({ nNeighbors: 1 }).fit(line, y).toParts()
  assert.ok(counts.tensors.values.data instanceof Float32Array)
  const tenths = new KNeighborsClassifier({ nNeighbors: 1 }).fit(denseMatrix([[0.1], [0.2]]), ['a', 'b']).toParts()
  assert.ok(tenths.tensors.values.data instanceof Float64Array)
  assert.deepEqual(KNeighborsClassifierModel.fromParts(counts).toParts(), counts)
})

test('neighbours of one mind give a probability of 1 and nothing above it, whatever their shares', () => {
  const X = denseMatrix(Array.from({ length: 40 }, (_, i) => [i ** 1.5, 1 / (i + 1)]))
  const model = new KNeighborsClassifier({ nNeighbors: 23, weights: 'distance' }).fit(X, [
    ...Array(30).fill('a'),
    ...Array(10).fill('b'),
  ])
  const asked = denseMatrix(Array.from({ length: 200 }, (_, i) => [i / 7, 0.3]))
  const { values } = model.predictProba(asked)
  assert.ok(values.every((share) => share >= 0 && share <= 1))
  assert.ok(values.some((share) => share > 1 - 1e-12))
})
