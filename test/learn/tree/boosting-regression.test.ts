import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  HistGradientBoostingRegressor,
  type HistGradientBoostingRegressorOptions,
  Random,
  r2Score,
  toSparse,
} from 'slipway/learn'
import { quantile } from '../../../src/learn/quantile.ts'
import { assertClose } from '../../support/reference.ts'

/** Rows of two numbers and a code, whose target is above 0 and spreads more to the right. */
function makeRows(n: number, seed = 1) {
  const random = new Random(seed)
  const rows = Array.from({ length: n }, () => [random.next(), random.next(), random.below(12)])
  const y = rows.map(([a = 0, b = 0, code = 0]) => 1 + 3 * a + (code % 3) + (1 + 4 * b) * random.next())
  return { X: denseMatrix(rows), y }
}

const { X, y } = makeRows(3_000)

test('what targets are measured in does not matter, tiny or huge', () => {
  for (const loss of ['squaredError', 'absoluteError'] as const) {
    const options = { loss, maxIter: 20, categoricalFeatures: [2] }
    const model = new HistGradientBoostingRegressor(options).fit(X, y)
    const predicted = model.predict(X)
    for (const unit of [2 ** -900, 2 ** 1000]) {
      const scaled = new HistGradientBoostingRegressor(options).fit(
        X,
        y.map((target) => target * unit),
      )
      assert.deepEqual(
        scaled.predict(X).map((value) => value / unit),
        predicted,
      )
      assert.deepEqual(scaled.featureImportances, model.featureImportances)
    }
  }
})

test('about a fraction q of new rows is below the quantile q that was learned', () => {
  const asked = makeRows(3_000, 2)
  for (const q of [0.05, 0.5, 0.9]) {
    const options = { loss: 'quantile', quantile: q, maxIter: 50, maxLeafNodes: 4, minSamplesLeaf: 60 } as const
    const predicted = new HistGradientBoostingRegressor(options).fit(X, y).predict(asked.X)
    const below = asked.y.filter((target, i) => target < predicted[i]!).length / asked.y.length
    assert.ok(Math.abs(below - q) < 0.03, `${q}: ${below}`)
  }
})

test('every loss learns, from sparse rows and gaps too, and on two threads the same bytes', () => {
  const wide = Array.from({ length: 3_000 }, (_, i) =>
    Array.from({ length: 16 }, (_, j) => (j < 2 ? X.values[3 * i + j]! : j === 2 && i % 5 === 0 ? Number.NaN : 0)),
  )
  const target = wide.map(([a = 0, b = 0, c = 0]) => Math.exp(a - b) + (Number.isNaN(c) ? 1 : 0))
  const all: HistGradientBoostingRegressorOptions[] = [
    { loss: 'squaredError' },
    { loss: 'absoluteError' },
    { loss: 'poisson' },
    { loss: 'gamma' },
    { loss: 'quantile', quantile: 0.6 },
  ]
  for (const options of all) {
    const fit = (nJobs: number, rows = denseMatrix(wide)) =>
      new HistGradientBoostingRegressor({ ...options, nJobs, maxIter: 80 }).fit(rows, target)
    const model = fit(1)
    const predicted = model.predict(denseMatrix(wide))
    assert.ok(r2Score(target, predicted) > 0.9, `${options.loss}: ${r2Score(target, predicted)}`)
    assert.deepEqual(fit(2).toParts(), model.toParts())
    const sparse = toSparse(denseMatrix(wide))
    assertClose(fit(1, sparse).predict(sparse), predicted, 1e-9)
  }
})

test('early stopping keeps the trees up to the best round', () => {
  const noise = y.map((_, i) => y[(i * 7) % y.length]!)
  const options = { earlyStopping: true, maxIter: 200, nIterNoChange: 5 }
  assert.ok(new HistGradientBoostingRegressor(options).fit(X, noise).iterations < 20)
  const learned = new HistGradientBoostingRegressor(options).fit(X, y)
  assert.ok(learned.iterations > 20 && learned.iterations < 200, `${learned.iterations}`)
})

test('targets that a loss cannot have, and a quantile that is missing, are refused', () => {
  const rows = denseMatrix([[1], [2]])
  const fit = (options: HistGradientBoostingRegressorOptions, targets: number[]) =>
    new HistGradientBoostingRegressor(options).fit(rows, targets)
  assert.throws(() => fit({ loss: 'gamma' }, [1, 0]), {
    message: /y: expected finite numbers above 0, got 0 in row 1\./,
  })
  assert.throws(() => fit({ loss: 'poisson' }, [1, -1]), { message: /of 0 or more, got -1 in row 1\./ })
  assert.throws(() => fit({ loss: 'poisson' }, [0, 0]), {
    code: 'INVALID_INPUT',
    message:
      'HistGradientBoostingRegressor: y: expected some number above 0 with a weight above 0 for loss "poisson", got none.',
  })
  assert.throws(() => fit({ loss: 'quantile' }, [0, 0]), {
    code: 'INVALID_OPTION',
    message: 'HistGradientBoostingRegressor: quantile: expected a number beside loss "quantile", got none.',
  })
})

test('quantiles are those of sorted values, with weights and without', () => {
  const random = new Random(4)
  for (let round = 0; round < 2_000; round++) {
    const values = Array.from({ length: 1 + random.below(12) }, () => random.below(1 + (round % 9)))
    const weights = values.map((_, i) => (i === 0 ? 1 : random.below(4)))
    const q = [0, 1, 0.5, 0.25, random.next()][round % 5]!
    const sorted = values.toSorted((a, b) => a - b)
    const place = q * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
    assertClose(quantile(values, q), low + (place - Math.floor(place)) * (high - low), 1e-15)
    // Each as often as it weighs: the least that has a fraction q at or below it, or between two.
    const repeated = values.flatMap((value, i) => Array<number>(weights[i]!).fill(value)).sort((a, b) => a - b)
    const at = q * repeated.length
    const last = repeated.length - 1
    const expected =
      Number.isInteger(at) && at > 0 && at <= last
        ? (repeated[at - 1]! + repeated[at]!) / 2
        : repeated[Math.min(last, Math.floor(at))]!
    assert.equal(quantile(values, q, weights), expected)
  }
})
