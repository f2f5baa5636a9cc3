import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  HistGradientBoostingClassifier,
  HistGradientBoostingRegressor,
  Random,
  r2Score,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'
import { type TreeWalk, walkLeftFirst } from './walk.ts'

interface Reference {
  /** null is a missing number. */
  readonly X: (number | null)[][]
  readonly y: number[]
  readonly cases: readonly { options: object; isClassifier: boolean; trees: readonly TreeWalk[] }[]
}

/** Rows of which the first two columns move the target up and down, with waves, and a column of codes. */
function makeRows(n: number, d = 4) {
  const random = new Random(7)
  const rows = Array.from({ length: n }, () =>
    Array.from({ length: d }, (_, j) =>
      j === 3 ? random.below(5) : random.below(12) === 0 ? Number.NaN : random.next(),
    ),
  )
  const y = rows.map(([a = 0, b = 0, c = 0, code = 0]) => {
    const [x, w] = [Number.isNaN(a) ? 0.5 : a, Number.isNaN(b) ? 0.3 : b]
    return 2 * x - w + 0.5 * Math.sin(15 * x) + (Number.isNaN(c) ? 0 : x * c) + 0.2 * code + random.next()
  })
  return { rows, y }
}

const directions = [1, -1, 0, 0]
const { rows, y } = makeRows(2_000)
const X = denseMatrix(rows)

/** How far a decision goes the wrong way along a column, at most. */
function wrongWay(decide: (X: ReturnType<typeof denseMatrix>) => Float64Array, column: number): number {
  let most = 0
  for (const row of rows.slice(0, 100)) {
    const asked = Array.from({ length: 41 }, (_, step) => row.with(column, step / 40))
    const decisions = decide(denseMatrix(asked)).map((value) => value * directions[column]!)
    for (let step = 1; step < decisions.length; step++) most = Math.max(most, decisions[step - 1]! - decisions[step]!)
  }
  return most
}

test('decisions never go the wrong way, of all losses that allow it, with gaps, categories and sparse rows', () => {
  const options = { monotonicCst: directions, categoricalFeatures: [3], minSamplesLeaf: 5, maxIter: 60 }
  for (const loss of ['squaredError', 'poisson', 'gamma'] as const) {
    const target = y.map((value) => (loss === 'squaredError' ? value : Math.exp(value / 3)))
    for (const given of [X, toSparse(X)]) {
      const model = new HistGradientBoostingRegressor({ ...options, loss }).fit(given, target)
      for (const column of [0, 1]) assert.ok(wrongWay((asked) => model.predict(asked), column) <= 1e-12, loss)
      assert.ok(r2Score(target, model.predict(X)) > 0.7, `${loss}: ${r2Score(target, model.predict(X))}`)
    }
    const free = new HistGradientBoostingRegressor({ ...options, monotonicCst: [0, 0, 0, 0], loss }).fit(X, target)
    assert.ok(wrongWay((asked) => free.predict(asked), 0) > 0.05)
  }
  const labels = y.map((value) => (value > 1.5 ? 'yes' : 'no'))
  const model = new HistGradientBoostingClassifier(options).fit(X, labels)
  for (const column of [0, 1]) assert.ok(wrongWay((asked) => model.decisionFunction(asked).values, column) <= 1e-12)
})

test('two threads grow the same bounded trees as one', () => {
  const wide = makeRows(1_500, 17)
  const options = { monotonicCst: Array.from({ length: 17 }, (_, j) => [1, -1, 0][j % 3]!), maxIter: 40 }
  const fit = (nJobs: number) =>
    new HistGradientBoostingRegressor({ ...options, nJobs }).fit(denseMatrix(wide.rows), wide.y)
  assert.deepEqual(fit(2).toParts(), fit(1).toParts())
})

test("bounded trees are scikit-learn's, split for split", () => {
  const { X: known, y, cases } = readReference<Reference>('monotonic')
  const X = known.map((row) => row.map((x) => x ?? Number.NaN))
  for (const { options, isClassifier, trees } of cases) {
    const what = JSON.stringify(options)
    const model = isClassifier
      ? new HistGradientBoostingClassifier(options).fit(
          denseMatrix(X),
          y.map((value) => (value > 0 ? 1 : 0)),
        )
      : new HistGradientBoostingRegressor(options).fit(denseMatrix(X), y)
    trees.forEach((tree, t) => {
      const ours = walkLeftFirst(model.trees, model.trees.roots[t]!)
      assert.deepEqual(ours.columns, tree.columns, `${what}, tree ${t}`)
      assertClose(ours.leaves, tree.leaves, 1e-6, `${what}, tree ${t}`)
    })
  }
})

test('directions that mean nothing are refused', () => {
  const fit = (options: object, labels: (string | number)[] = ['a', 'b']) =>
    new HistGradientBoostingClassifier(options).fit(denseMatrix(labels.map((_, i) => [i])), labels)
  assert.throws(() => fit({ monotonicCst: [2] }), { message: /monotonicCst: expected a list of -1, 0 or 1/ })
  assert.throws(() => fit({ monotonicCst: [1, 0] }), { message: /a number for each of the 1 columns of X, got 2/ })
  assert.throws(() => fit({ monotonicCst: [1] }, ['a', 'b', 'c']), { message: /none with more than two classes/ })
  assert.throws(() => fit({ monotonicCst: [1], categoricalFeatures: [0] }), { message: /0 for columns of categories/ })
  assert.throws(() => new HistGradientBoostingRegressor({ loss: 'absoluteError', monotonicCst: [1] }), {
    code: 'INVALID_OPTION',
    message:
      'HistGradientBoostingRegressor: monotonicCst: expected none beside loss "absoluteError", whose leaves answer quantiles.',
  })
})
