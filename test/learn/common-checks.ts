import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type DenseMatrix,
  denseMatrix,
  type FitOptions,
  type Label,
  type LabelClassifier,
  type LabelModel,
  type Matrix,
  type Parts,
  Random,
  takeRows,
  toSparse,
} from 'slipway/learn'
import { assertClose } from '../support/reference.ts'
import { writtenAndRead } from './written-and-read.ts'

export interface ClassifierChecks {
  readonly fromParts: (parts: Parts) => LabelModel
  /** It learns from counts only: entries of 0 or more. @default false */
  readonly nonNegative?: boolean
  /** NaN stands for a missing value, and is learned from. @default false */
  readonly missing?: boolean
  /** How far two fits may be apart that are the same but for rounding: sparse and dense, weights and repetition. @default 1e-9 */
  readonly tolerance?: number
}

/** Registers the tests that every classifier has to pass, whatever it learns and however. */
export function checkClassifier(name: string, make: () => LabelClassifier, checks: ClassifierChecks): void {
  const { fromParts, nonNegative = false, missing = false, tolerance = 1e-9 } = checks
  const check = (promise: string, run: () => void) => test(`${name}: ${promise}`, run)
  const worlds = [2, 3].map((classes) => makeWorld(classes, nonNegative))
  const eachWorld = (run: (world: World, model: LabelModel) => void) => () => {
    for (const world of worlds) run(world, make().fit(world.X, world.y))
  }

  check('fitting leaves the rows, labels and weights as they were', () => {
    for (const { X, y } of worlds) {
      for (const given of [X, toSparse(X)]) {
        const sampleWeight = y.map((_, i) => 1 + (i % 3))
        const before = structuredClone({ given, y, sampleWeight })
        make().fit(given, y, { sampleWeight })
        assert.deepEqual({ given, y, sampleWeight }, before)
      }
    }
  })

  check(
    'fitting twice gives the same bytes, with one estimator or two',
    eachWorld(({ X, y }, model) => {
      const estimator = make()
      assert.deepEqual(estimator.fit(X, y).toParts(), model.toParts())
      assert.deepEqual(estimator.fit(X, y).toParts(), model.toParts())
    }),
  )

  check(
    'shuffling the rows shuffles the answers, and rows asked alone or together are answered alike',
    eachWorld(({ X }, model) => {
      const order = new Random(5).permutation(X.rows)
      for (const given of [X, toSparse(X)]) {
        const whole = answersOf(model, given)
        assert.deepEqual(
          answersOf(model, takeRows(given, order)),
          [...order].map((row) => whole[row]),
        )
        const alone = [...order.keys()].flatMap((row) => answersOf(model, takeRows(given, [row])))
        assert.deepEqual(alone, whole)
      }
    }),
  )

  check(
    'probabilities are from 0 to 1 and sum to 1, and the label is the most probable one',
    eachWorld(({ X, y }, model) => {
      const K = new Set(y).size
      const P: DenseMatrix | undefined = model.predictProba?.(X)
      if (!P) return
      assert.deepEqual([P.rows, P.columns, P.values.length], [X.rows, K, X.rows * K])
      const labels = model.predict(X)
      for (let i = 0; i < X.rows; i++) {
        const row: number[] = [...P.values.subarray(i * K, (i + 1) * K)]
        assert.ok(row.every((p) => p >= 0 && p <= 1))
        assertClose(
          row.reduce((sum, p) => sum + p, 0),
          1,
          1e-12,
        )
        assert.equal(labels[i], model.classes[row.indexOf(Math.max(...row))])
      }
    }),
  )

  check(
    'the decision favours the label that is answered',
    eachWorld(({ X }, model) => {
      const decision = model.decisionFunction?.(X)
      if (!decision) return
      const { rows, columns: k, values } = decision
      assert.deepEqual([rows, k], [X.rows, model.classes.length === 2 ? 1 : model.classes.length])
      const favoured = Array.from({ length: rows }, (_, i) => {
        if (k === 1) return values[i]! > 0 ? 1 : 0
        const row = [...values.subarray(i * k, (i + 1) * k)]
        return row.indexOf(Math.max(...row))
      })
      assert.deepEqual(
        favoured.map((code) => model.classes[code]),
        model.predict(X),
      )
    }),
  )

  check(
    'it learns: four of five training rows are answered rightly',
    eachWorld(({ X, y }, model) => {
      const right = model.predict(X).filter((label, i) => label === y[i]).length
      assert.ok(right >= 0.8 * y.length, `${right} of ${y.length}`)
    }),
  )

  check(
    'a sparse matrix and a dense one with the same entries teach and ask the same',
    eachWorld(({ X, y }, model) => {
      const sparse = make().fit(toSparse(X), y)
      assertClose(scoresOf(sparse, X).values, scoresOf(model, X).values, tolerance)
      assertClose(scoresOf(model, toSparse(X)).values, scoresOf(model, X).values, 1e-12)
    }),
  )

  check(
    'taken apart, and put together from JSON and tensors, it gives the same bytes',
    eachWorld(({ X }, model) => {
      const parts = model.toParts()
      assert.equal(parts.kind, model.kind)
      const again = fromParts(writtenAndRead(parts))
      assert.deepEqual(again.classes, model.classes)
      assert.deepEqual(answersOf(again, X), answersOf(model, X))
      assert.deepEqual(again.toParts(), parts)
    }),
  )

  check('one column is enough, and one row can be asked, or none', () => {
    for (const { X, y } of worlds) {
      const column = denseMatrix(Array.from({ length: X.rows }, (_, i) => [X.values[i * X.columns]!]))
      const model = make().fit(column, y)
      assert.equal(model.predict(takeRows(column, [0])).length, 1)
      assert.equal(scoresOf(model, takeRows(column, [0])).rows, 1)
      assert.deepEqual(model.predict(takeRows(column, [])), [])
      assert.equal(scoresOf(model, takeRows(column, [])).values.length, 0)
    }
  })

  check('a row of each class is enough to learn from', () => {
    const model = make().fit(denseMatrix([[1], [2]]), ['a', 'b'])
    assert.equal(model.predict(denseMatrix([[1], [2], [3]])).length, 3)
  })

  check('columns that are constant, or all zero, change nothing for the worse', () => {
    for (const { X, y } of worlds) {
      const rows = Array.from({ length: X.rows }, (_, i) => [
        ...X.values.subarray(i * X.columns, (i + 1) * X.columns),
        0,
        3,
      ])
      const wider = denseMatrix(rows)
      const model = make().fit(wider, y)
      assert.ok(scoresOf(model, wider).values.every(Number.isFinite))
      const right = model.predict(wider).filter((label, i) => label === y[i]).length
      assert.ok(right >= 0.8 * y.length, `${right} of ${y.length}`)
    }
  })

  check('labels may be strings or numbers, come back as they were, and are sorted', () => {
    const [two, three] = worlds as [World, World]
    const named = (world: World, names: readonly Label[]) =>
      make().fit(
        world.X,
        world.codes.map((code) => names[code]!),
      )
    const model = named(three, [-1, 9, 10])
    assert.deepEqual(model.classes, [-1, 9, 10])
    assert.deepEqual(named(three, ['10', '9', 'z']).classes, ['10', '9', 'z'])
    assert.deepEqual(named(two, ['__proto__', 'constructor']).classes, ['__proto__', 'constructor'])
    assert.ok(named(two, ['__proto__', 'constructor']).predict(two.X).includes('__proto__'))
    const strings = named(three, ['a', 'b', 'c'])
    assert.deepEqual(scoresOf(strings, three.X), scoresOf(model, three.X))
    assert.deepEqual(
      model.predict(three.X),
      strings.predict(three.X).map((label) => ({ a: -1, b: 9, c: 10 })[label as 'a']),
    )
  })

  check('a weight of two is a row seen twice, a weight of 0 a row not seen', () => {
    for (const { X, y } of worlds) {
      const times = y.map((_, i) => [1, 2, 0, 1, 3][i % 5]!)
      const repeated = Int32Array.from(times.flatMap((count, row) => Array<number>(count).fill(row)))
      const weighted = make().fit(X, y, { sampleWeight: times })
      const fitted = make().fit(
        takeRows(X, repeated),
        [...repeated].map((row) => y[row]!),
      )
      assertClose(scoresOf(weighted, X).values, scoresOf(fitted, X).values, tolerance)
      const even = make().fit(X, y, { sampleWeight: Float64Array.from(y, () => 1) })
      assertClose(scoresOf(even, X).values, scoresOf(make().fit(X, y), X).values, tolerance)
    }
  })

  check('progress rises from 0 to at most 1', () => {
    const shares: number[] = []
    make().fit(worlds[1]!.X, worlds[1]!.y, { onProgress: (share) => shares.push(share) })
    for (const [i, share] of shares.entries()) assert.ok(share >= (shares[i - 1] ?? 0) && share <= 1, String(shares))
  })

  check('bad input is refused with a message that says what is wrong', () => {
    const { X, y } = worlds[0]!
    const refuses = (X: Matrix, y: readonly Label[], message: RegExp, options: FitOptions = {}) =>
      assert.throws(() => make().fit(X, y, options), { code: 'INVALID_INPUT', message })
    refuses({ rows: 0, columns: 2, values: new Float64Array() }, [], /at least one row/)
    refuses({ rows: 2, columns: 0, values: new Float64Array() }, ['a', 'b'], /at least one column/)
    if (!missing) refuses(denseMatrix([[1], [Number.NaN]]), ['a', 'b'], /NaN in row 1, column 0/)
    refuses(denseMatrix([[Number.POSITIVE_INFINITY], [1]]), ['a', 'b'], /Infinity in row 0, column 0/)
    refuses(X, y.slice(1), new RegExp(`one label for each of the ${y.length} rows`))
    refuses(denseMatrix([[1], [2]]), ['a', 'a'], /two classes/)
    refuses(denseMatrix([[1], [2]]), ['a', 1], /only strings/)
    refuses(X, y, /one weight for each/, { sampleWeight: [1] })
    refuses(X, y, /got -1 in row/, { sampleWeight: y.map((_, i) => (i === 3 ? -1 : 1)) })
    refuses(X, y, /some weight above 0/, { sampleWeight: y.map(() => 0) })
    if (nonNegative) refuses(denseMatrix([[1], [-2]]), ['a', 'b'], /-2 in row 1, column 0/)
  })

  check('what was not learned from cannot be asked: other columns, and NaN or infinity', () => {
    for (const { X, y } of worlds) {
      const model = make().fit(X, y)
      const wider: Matrix = { rows: 1, columns: X.columns + 1, values: new Float64Array(X.columns + 1) }
      const oddest = missing ? Number.NEGATIVE_INFINITY : Number.NaN
      const odd: Matrix = { rows: 1, columns: X.columns, values: new Float64Array(X.columns).fill(oddest) }
      for (const method of ['predict', 'predictProba', 'decisionFunction'] as const) {
        if (!model[method]) continue
        assert.throws(() => model[method]?.(wider), { code: 'INVALID_INPUT', message: /columns/ })
        assert.throws(() => model[method]?.(odd), { code: 'INVALID_INPUT', message: /(NaN|-Infinity) in row 0/ })
      }
    }
  })
}

interface World {
  readonly X: Matrix & { readonly values: Float64Array }
  readonly y: readonly Label[]
  readonly codes: readonly number[]
}

/** 60 rows of six columns; each class has two columns in which it is larger than the others, and zeros elsewhere. */
function makeWorld(classes: number, nonNegative: boolean): World {
  const random = new Random(classes)
  const codes = Array.from({ length: 60 }, (_, i) => (i < classes ? i : random.below(classes)))
  const rows = codes.map((code) =>
    Array.from({ length: 6 }, (_, j) => {
      const noise = random.below(4) === 0 ? random.below(3) : 0
      const signal = j % classes === code ? 1 + random.below(4) : 0
      return nonNegative ? noise + signal : (noise + signal) * 0.75 - (random.below(2) === 0 ? 0.5 : 0)
    }),
  )
  return { X: denseMatrix(rows), y: codes.map((code) => ['ant', 'bee', 'cat'][code]!), codes }
}

/** Probabilities, or the decisions of a model that has none. */
function scoresOf(model: LabelModel, X: Matrix): DenseMatrix {
  return model.predictProba?.(X) ?? model.decisionFunction!(X)
}

/** All that a model says about each row, to be compared to the bit. */
function answersOf(model: LabelModel, X: Matrix): unknown[] {
  const labels = model.predict(X)
  const P = model.predictProba?.(X)
  const decision = model.decisionFunction?.(X)
  return labels.map((label, i) => ({
    label,
    probabilities: P?.values.slice(i * P.columns, (i + 1) * P.columns),
    decision: decision?.values.slice(i * decision.columns, (i + 1) * decision.columns),
  }))
}
