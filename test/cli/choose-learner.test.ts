import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trainTestSplit } from 'slipway/learn'
import { tryLearners } from '../../src/cli/init/choose-learner.ts'

const columns = { a: 'number', b: 'number', label: 'text' } as const

/** A number from 0 to 1 that says nothing. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898) * 43758.5453
  return x - Math.floor(x)
}

function rows(n: number, labelOf: (a: number, b: number) => string) {
  return Array.from({ length: n }, (_, i) => {
    const [a, b] = [noise(i), noise(i + n)]
    return { row: { a, b } as never, label: labelOf(a, b) }
  })
}

test('a linear border is left to a linear model, and a chessboard to trees', () => {
  const straight = tryLearners(
    columns,
    rows(600, (a, b) => (a + b > 1 ? 'yes' : 'no')),
    ['a', 'b'],
  )
  assert.equal(straight[0].pipeline[0].kind, 'LogisticRegression')
  const board = tryLearners(
    columns,
    rows(600, (a, b) => (a > 0.5 === b > 0.5 ? 'yes' : 'no')),
    ['a', 'b'],
  )
  assert.match(board[0].pipeline[0].kind, /RandomForest|HistGradientBoosting/)
  assert.equal(board.length, 4)
  assert.ok(board[0].accuracy > 0.9)
})

test('where one category among many turns the border, a forest that has a column for each is chosen', () => {
  const places = Array.from({ length: 900 }, (_, i) => {
    const [place, size] = [Math.floor(noise(i) * 60), noise(i + 900)]
    const isTurned = noise(place + 5000) > 0.5
    return { row: { place: `p${place}`, size } as never, label: size > 0.5 === isTurned ? 'in' : 'out' }
  })
  const tried = tryLearners({ place: 'category', size: 'number', label: 'text' }, places, ['place', 'size'])
  assert.deepEqual(
    tried[0].pipeline.map(({ kind }) => kind),
    ['ColumnTransformer', 'RandomForestClassifier'],
  )
  assert.equal(tried.length, 5)
})

test('rows that training holds out have no say', () => {
  const given = rows(400, (a) => (a > 0.5 ? 'yes' : 'no'))
  const { test: held } = trainTestSplit(given.length, {
    testSize: 0.2,
    seed: 0,
    stratify: given.map(({ label }) => label),
  })
  // Other numbers in the rows that are held out change nothing.
  const other = given.map((one, i) => (held.includes(i) ? { ...one, row: { a: -5, b: 7 } as never } : one))
  const scores = (labelled: typeof given) => tryLearners(columns, labelled, ['a', 'b']).map(({ accuracy }) => accuracy)
  assert.deepEqual(scores(other), scores(given))
})

test('nothing is tried where a label has fewer rows than folds', () => {
  const few = rows(100, (a) => (a > 0.5 ? 'yes' : 'no')).map((one, i) => (i < 2 ? { ...one, label: 'rare' } : one))
  assert.deepEqual(tryLearners(columns, few, ['a', 'b']), [])
})
