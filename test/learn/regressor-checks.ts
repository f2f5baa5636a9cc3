import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  type FitOptions,
  type Matrix,
  type Parts,
  Random,
  type Regressor,
  type RegressorModel,
  r2Score,
  takeRows,
  toSparse,
} from 'slipway/learn'
import { assertClose } from '../support/reference.ts'
import { writtenAndRead } from './written-and-read.ts'

export interface RegressorChecks {
  readonly fromParts: (parts: Parts) => RegressorModel
  /** Targets have to be above 0. @default false */
  readonly positive?: boolean
  /** NaN stands for a missing value, and is learned from. @default false */
  readonly missing?: boolean
  /** How far two fits may be apart that are the same but for rounding: sparse and dense, weights and repetition. @default 1e-9 */
  readonly tolerance?: number
  /** The R² on training rows that it has to reach; a baseline reaches 0. @default 0.8 */
  readonly r2?: number
}

/** Registers the tests that every regressor has to pass, whatever it learns and however. */
export function checkRegressor(name: string, make: () => Regressor, checks: RegressorChecks): void {
  const { fromParts, missing = false, tolerance = 1e-9, r2 = 0.8 } = checks
  const check = (promise: string, run: () => void) => test(`${name}: ${promise}`, run)
  const { X, y } = makeRows()

  check('fitting leaves the rows, targets and weights as they were', () => {
    for (const given of [X, toSparse(X)]) {
      const sampleWeight = Array.from(y, (_, i) => 1 + (i % 3))
      const before = structuredClone({ given, y, sampleWeight })
      make().fit(given, y, { sampleWeight })
      assert.deepEqual({ given, y, sampleWeight }, before)
    }
  })

  check('fitting twice gives the same bytes, from an array or a Float64Array', () => {
    const estimator = make()
    const parts = estimator.fit(X, y).toParts()
    assert.deepEqual(estimator.fit(X, y).toParts(), parts)
    assert.deepEqual(make().fit(X, Float64Array.from(y)).toParts(), parts)
  })

  check('shuffled rows are predicted the same, and rows alone the same as together', () => {
    const model = make().fit(X, y)
    const order = new Random(5).permutation(X.rows)
    for (const given of [X, toSparse(X)]) {
      const whole = model.predict(given)
      assert.equal(whole.length, X.rows)
      const shuffled = model.predict(takeRows(given, order))
      assert.deepEqual(
        shuffled,
        Float64Array.from(order, (row) => whole[row]!),
      )
      for (const row of [0, 7, 59]) assert.equal(model.predict(takeRows(given, [row]))[0], whole[row])
    }
    assert.equal(model.predict(takeRows(X, [])).length, 0)
  })

  check('it learns the training rows', () => {
    assert.ok(r2Score(y, make().fit(X, y).predict(X)) >= r2, String(r2Score(y, make().fit(X, y).predict(X))))
  })

  check('a sparse matrix and a dense one with the same entries give the same model', () => {
    const model = make().fit(X, y)
    assertClose(make().fit(toSparse(X), y).predict(X), model.predict(X), tolerance)
    assertClose(model.predict(toSparse(X)), model.predict(X), 1e-12)
  })

  check('taken apart, and put together from JSON and tensors, it gives the same bytes', () => {
    const model = make().fit(X, y)
    const parts = model.toParts()
    assert.equal(parts.kind, model.kind)
    const again = fromParts(writtenAndRead(parts))
    assert.deepEqual(again.predict(X), model.predict(X))
    assert.deepEqual(again.toParts(), parts)
  })

  check('contributions and their bias sum to the linear form where it has one', () => {
    const model = make().fit(X, y)
    const linear = model.linearPrediction?.()
    const contributions = model.contributions?.(X)
    if (!linear || !contributions) return
    assert.equal(contributions.outputs, 1)
    assert.deepEqual([linear.coef.length, linear.intercept.length], [X.columns, 1])
    for (let i = 0; i < X.rows; i++) {
      const row = X.values.subarray(i * X.columns, (i + 1) * X.columns)
      const sum = row.reduce((sum, value, j) => sum + value * linear.coef[j]!, linear.intercept[0]!)
      const explained = contributions.values.subarray(i * X.columns, (i + 1) * X.columns)
      assertClose(
        explained.reduce((sum, value) => sum + value, contributions.bias[0]!),
        sum,
        1e-9,
      )
    }
  })

  check('one column is enough, and so are constant columns and constant targets', () => {
    const column = denseMatrix(Array.from({ length: X.rows }, (_, i) => [X.values[i * X.columns]!]))
    assert.ok(make().fit(column, y).predict(column).every(Number.isFinite))
    const flat = denseMatrix(Array.from(y, () => [3, 0]))
    const mean = make().fit(flat, y).predict(flat)
    assert.ok(mean.every((value) => value === mean[0] && Number.isFinite(value)))
    const same = make()
      .fit(
        X,
        Array.from(y, () => 5),
      )
      .predict(X)
    assertClose(same, new Float64Array(X.rows).fill(5), 1e-6)
  })

  check('a weight of two is a row seen twice, a weight of 0 a row not seen', () => {
    const times = Array.from(y, (_, i) => [1, 2, 0, 1, 3][i % 5]!)
    const repeated = Int32Array.from(times.flatMap((count, row) => Array<number>(count).fill(row)))
    const weighted = make().fit(X, y, { sampleWeight: times })
    const fitted = make().fit(
      takeRows(X, repeated),
      Array.from(repeated, (row) => y[row]!),
    )
    assertClose(weighted.predict(X), fitted.predict(X), tolerance)
    const even = make().fit(X, y, { sampleWeight: Float64Array.from(y, () => 1) })
    assertClose(even.predict(X), make().fit(X, y).predict(X), tolerance)
  })

  check('progress rises from 0 to at most 1', () => {
    const fractions: number[] = []
    make().fit(X, y, { onProgress: (fraction) => fractions.push(fraction) })
    for (const [i, fraction] of fractions.entries()) assert.ok(fraction >= (fractions[i - 1] ?? 0) && fraction <= 1)
  })

  check('bad input is refused with a message that says what is wrong', () => {
    const refuses = (X: Matrix, y: ArrayLike<number>, message: RegExp, options: FitOptions = {}) =>
      assert.throws(() => make().fit(X, y, options), { code: 'INVALID_INPUT', message })
    refuses({ rows: 0, columns: 2, values: new Float64Array() }, [], /at least one row/)
    refuses({ rows: 2, columns: 0, values: new Float64Array() }, [1, 2], /at least one column/)
    if (!missing) refuses(denseMatrix([[1], [Number.NaN]]), [1, 2], /NaN in row 1, column 0/)
    refuses(denseMatrix([[Number.POSITIVE_INFINITY], [1]]), [1, 2], /Infinity in row 0, column 0/)
    refuses(X, y.slice(1), new RegExp(`one number for each of the ${y.length} rows`))
    refuses(denseMatrix([[1], [2]]), [1, Number.NaN], /finite numbers.*NaN in row 1/)
    refuses(denseMatrix([[1], [2]]), ['1', 2] as never, /finite numbers.*"1" in row 0/)
    if (checks.positive) refuses(denseMatrix([[1], [2]]), [1, -1], /-1 in row 1/)
    refuses(X, y, /one weight for each/, { sampleWeight: [1] })
    refuses(X, y, /got -1 in row/, { sampleWeight: Array.from(y, (_, i) => (i === 3 ? -1 : 1)) })
    refuses(X, y, /some weight above 0/, { sampleWeight: Array.from(y, () => 0) })
  })

  check('rows with other columns, NaN or infinity are refused', () => {
    const model = make().fit(X, y)
    const wider: Matrix = { rows: 1, columns: X.columns + 1, values: new Float64Array(X.columns + 1) }
    const oddest = missing ? Number.NEGATIVE_INFINITY : Number.NaN
    const odd: Matrix = { rows: 1, columns: X.columns, values: new Float64Array(X.columns).fill(oddest) }
    for (const method of ['predict', 'contributions'] as const) {
      if (!model[method]) continue
      assert.throws(() => model[method]?.(wider), { code: 'INVALID_INPUT', message: /columns/ })
      assert.throws(() => model[method]?.(odd), { code: 'INVALID_INPUT', message: /(NaN|-Infinity) in row 0/ })
    }
  })
}

/** 60 rows of five columns, a third of the entries 0, whose target, 0.5 or more, rises with two of them. */
function makeRows() {
  const random = new Random(7)
  const rows = Array.from({ length: 60 }, () =>
    Array.from({ length: 5 }, () => (random.below(3) === 0 ? 0 : 0.25 * (random.below(17) - 8))),
  )
  const y = rows.map(([a = 0, b = 0, c = 0]) => 6 + 1.5 * a - b + 0.25 * c + 0.125 * random.below(4))
  return { X: denseMatrix(rows), y: y.map((value) => Math.max(value, 0.5)) }
}
