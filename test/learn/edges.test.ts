import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BernoulliNB,
  ComplementNB,
  DecisionTreeClassifier,
  denseMatrix,
  GaussianNB,
  HistGradientBoostingClassifier,
  KNeighborsClassifier,
  type LabelClassifier,
  LinearSVC,
  LogisticRegression,
  type Matrix,
  MultinomialNB,
  RandomForestClassifier,
  takeRows,
  toSparse,
} from 'slipway/learn'

/** Every learner of the core, with few trees and rounds: numbers at the edge are the same for more. */
const learners: { readonly [name: string]: () => LabelClassifier } = {
  BernoulliNB: () => new BernoulliNB(),
  ComplementNB: () => new ComplementNB(),
  DecisionTreeClassifier: () => new DecisionTreeClassifier(),
  GaussianNB: () => new GaussianNB(),
  HistGradientBoostingClassifier: () => new HistGradientBoostingClassifier({ maxIter: 5, minSamplesLeaf: 1 }),
  'KNeighborsClassifier, cosine': () => new KNeighborsClassifier({ nNeighbors: 1, metric: 'cosine' }),
  'KNeighborsClassifier, euclidean': () => new KNeighborsClassifier({ nNeighbors: 2, weights: 'distance' }),
  'LinearSVC, hinge': () => new LinearSVC({ loss: 'hinge' }),
  'LinearSVC, squared hinge': () => new LinearSVC(),
  LogisticRegression: () => new LogisticRegression(),
  MultinomialNB: () => new MultinomialNB(),
  RandomForestClassifier: () => new RandomForestClassifier({ nEstimators: 5 }),
}

const quiet = { onWarning: () => {} }
const y = Array.from({ length: 24 }, (_, i) => ['no', 'yes'][i % 2])
const column = (numbers: (i: number) => number[]) => denseMatrix(y.map((_, i) => numbers(i)))

/** Labels, probabilities and decisions of the rows, all of them numbers; or the documented refusal. */
function learnAndAsk(make: () => LabelClassifier, X: Matrix): 'learned' | 'refused' {
  try {
    const model = make().fit(X, y, quiet)
    const labels = model.predict(X)
    assert.equal(labels.length, X.rows)
    assert.ok(labels.every((label) => label === 'no' || label === 'yes'))
    const P = model.predictProba?.(X).values ?? new Float64Array()
    assert.ok(
      P.every((p) => p >= 0 && p <= 1),
      `probabilities ${P.slice(0, 4)}`,
    )
    assert.ok(model.decisionFunction?.(X).values.every((z) => !Number.isNaN(z)) ?? true)
    return 'learned'
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'INVALID_INPUT', String(error))
    return 'refused'
  }
}

for (const [name, make] of Object.entries(learners)) {
  test(`${name}: constant columns, only constant ones too, are learned from`, () => {
    for (const X of [column((i) => [7, i % 2]), column(() => [7, 0])]) {
      for (const given of [X, toSparse(X)]) assert.equal(learnAndAsk(make, given), 'learned')
    }
  })

  test(`${name}: −0 is 0`, () => {
    const [plus, minus] = [0, -0].map((zero) => column((i) => [i % 2 === 0 ? zero : 3, (i % 4) + 1]))
    const [one, other] = [plus, minus].map((X) => make().fit(X, y, quiet))
    assert.deepEqual(other.predict(plus), one.predict(minus))
    assert.deepEqual(other.predictProba?.(minus).values, one.predictProba?.(plus).values)
  })

  test(`${name}: a column around 1e308 is learned from or refused with a reason, and never becomes NaN`, () => {
    const signed = !/Multinomial|Complement/.test(name)
    for (const X of [
      column((i) => [1e308 - (i % 2) * 1e300, i % 2]),
      column((i) => [(signed && i % 2 === 0 ? -1 : 1) * 1.7e308, i % 3]),
      column((i) => [i % 2 === 0 ? 5e-324 : 1e-300, 1]),
    ]) {
      for (const given of [X, toSparse(X)]) learnAndAsk(make, given)
    }
  })

  test(`${name}: infinity is refused with its place, in training and when asked`, () => {
    const X = column((i) => [i % 2, i])
    const odd = column((i) => [i % 2, i === 5 ? Number.POSITIVE_INFINITY : i])
    const refusal = { code: 'INVALID_INPUT', message: /Infinity in row 5, column 1/ }
    assert.throws(() => make().fit(odd, y, quiet), refusal)
    assert.throws(() => make().fit(X, y, quiet).predict(odd), refusal)
  })

  test(`${name}: one row, and one class, are refused with what is missing`, () => {
    const X = column((i) => [i % 2, i])
    const refusal = { code: 'INVALID_INPUT', message: /two classes/ }
    assert.throws(() => make().fit(takeRows(X, [0]), ['no'], quiet), refusal)
    assert.throws(
      () =>
        make().fit(
          X,
          y.map(() => 'no'),
          quiet,
        ),
      refusal,
    )
  })

  test(`${name}: labels that look like numbers stay strings, and names of objects' own things are labels`, () => {
    for (const [a, b] of [
      ['1', '10'],
      ['__proto__', 'constructor'],
      ['', ' '],
      ['NaN', '-0'],
    ]) {
      const labels = y.map((_, i) => (i % 2 === 0 ? a : b))
      const X = column((i) => [i % 2 === 0 ? 4 : 0, i % 2 === 0 ? 0 : 4])
      const model = make().fit(X, labels, quiet)
      assert.deepEqual([...model.classes].sort(), [a, b].sort())
      assert.deepEqual(model.predict(X), labels)
    }
  })
}

test('boosting learns beside a column that is all missing, and answers a row of gaps only', () => {
  const make = () => new HistGradientBoostingClassifier({ maxIter: 5, minSamplesLeaf: 1 })
  assert.equal(
    learnAndAsk(
      make,
      column((i) => [Number.NaN, i % 2]),
    ),
    'learned',
  )
  assert.equal(
    learnAndAsk(
      make,
      column(() => [Number.NaN]),
    ),
    'learned',
  )
  const model = make().fit(
    column((i) => [Number.NaN, i % 2]),
    y,
    quiet,
  )
  assert.equal(model.predict(denseMatrix([[Number.NaN, Number.NaN]])).length, 1)
  assert.deepEqual(model.predict(denseMatrix([[5, 1]])), ['yes'])
})

test('a column of 100,000 levels, each seen once, does not drown the column that tells', () => {
  const n = 100_000
  const values = new Float64Array(2 * n)
  const labels = Array.from({ length: n }, (_, i) => {
    values[2 * i] = (i * 7919) % n
    values[2 * i + 1] = i % 10
    return i % 10 < 5 ? 'low' : 'high'
  })
  const estimator = new HistGradientBoostingClassifier({ maxIter: 3, categoricalFeatures: [0] })
  const model = estimator.fit({ rows: n, columns: 2, values }, labels)
  const unseen = denseMatrix([
    [n + 5, 2],
    [Number.NaN, 8],
  ])
  assert.deepEqual(model.predict(unseen), ['low', 'high'])
})
