import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BernoulliNB,
  type BernoulliNBModel,
  ComplementNB,
  type ComplementNBModel,
  denseMatrix,
  GaussianNB,
  type GaussianNBModel,
  type Label,
  MultinomialNB,
  type MultinomialNBModel,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly kind: keyof typeof estimators
  readonly options: object
  readonly world: number
  readonly weighted: boolean
  readonly learned: { readonly [name: string]: number[] }
  readonly asked: number[][]
  readonly predicted: Label[]
  readonly joint: number[]
  readonly probabilities: number[]
}

interface Reference {
  readonly worlds: { X: number[][]; y: Label[]; weights: number[] }[]
  readonly cases: Case[]
}

const estimators = { BernoulliNB, ComplementNB, GaussianNB, MultinomialNB }
const tolerance = 1e-9
const { worlds, cases } = readReference<Reference>('bayes')

for (const { kind, options, world, weighted, learned, asked, predicted, joint, probabilities } of cases) {
  const { X, y, weights } = worlds[world]!
  const which = `${JSON.stringify(options)}, ${new Set(y).size} classes${weighted ? ', weighted' : ''}`
  test(`${kind} learns and answers what scikit-learn's does: ${which}`, () => {
    for (const given of [denseMatrix(X), toSparse(denseMatrix(X))]) {
      const model = new estimators[kind](options).fit(given, y, weighted ? { sampleWeight: weights } : {})
      for (const [name, expected] of Object.entries(learned)) {
        assertClose(numbersOf(model, name), expected, tolerance, name)
      }
      for (const rows of [denseMatrix(asked), toSparse(denseMatrix(asked))]) {
        assertClose(model.jointLogLikelihood(rows).values, joint, tolerance, 'joint')
        assertClose(model.predictProba(rows).values, probabilities, tolerance, 'probabilities')
        assert.deepEqual(model.predict(rows), predicted)
      }
    }
  })
}

test('a column that was never seen in a class does not rule the class out', () => {
  const X = denseMatrix([
    [2, 0],
    [0, 3],
  ])
  const { values } = new MultinomialNB().fit(X, ['a', 'b']).predictProba(denseMatrix([[5, 1]]))
  assert.ok(values[1]! > 0)
})

test('smoothing of 0 still gives finite numbers, and the class that had the column', () => {
  const X = denseMatrix([
    [2, 0],
    [0, 3],
  ])
  for (const model of [
    new MultinomialNB({ alpha: 0 }),
    new BernoulliNB({ alpha: 0 }),
    new ComplementNB({ alpha: 0 }),
  ]) {
    const { values } = model.fit(X, ['a', 'b']).predictProba(
      denseMatrix([
        [4, 0],
        [1, 1],
      ]),
    )
    assert.ok(values.every(Number.isFinite), String(values))
    assert.ok(values[0]! > 0.999)
  }
})

test('counts near 1.8e308 are asked without a NaN, and refused where their sum cannot be held', () => {
  const model = new MultinomialNB().fit(
    denseMatrix([
      [2, 1],
      [1, 3],
    ]),
    ['a', 'b'],
  )
  const huge = denseMatrix([[1.7e308, 1.7e308]])
  assert.deepEqual([...model.predictProba(huge).values], [0.5, 0.5])
  assert.deepEqual([...model.decisionFunction(huge).values], [0])
  assert.throws(() => new MultinomialNB().fit(denseMatrix([[1e308], [1e308], [1]]), ['a', 'a', 'b']), {
    code: 'INVALID_INPUT',
    message: 'MultinomialNB: the sum of a column is beyond what a number can hold (1.8e308); divide the counts first.',
  })
  assert.throws(
    () =>
      new GaussianNB().fit(
        denseMatrix([
          [1, 1e308],
          [2, -1e308],
        ]),
        ['a', 'b'],
      ),
    {
      code: 'INVALID_INPUT',
      message:
        'GaussianNB: the variance of column 1 is beyond what a number can hold (1.8e308); scale the column first.',
    },
  )
})

test('measurements that are all the same in every class say nothing: the classes’ shares are the answer', () => {
  const X = denseMatrix([[3], [3], [3], [3]])
  const { values } = new GaussianNB().fit(X, ['a', 'b', 'b', 'b']).predictProba(denseMatrix([[3]]))
  assertClose(values, [0.25, 0.75], 1e-12)
})

test('a class whose rows all weigh nothing is never the answer', () => {
  const X = denseMatrix([
    [1, 0],
    [0, 1],
    [1, 1],
  ])
  for (const estimator of [new MultinomialNB(), new BernoulliNB(), new GaussianNB()]) {
    const model = estimator.fit(X, ['a', 'b', 'c'], { sampleWeight: [1, 1, 0] })
    assert.deepEqual(model.classes, ['a', 'b', 'c'])
    assert.equal(model.predictProba(X).values[2], 0)
  }
})

test('options outside their range are refused, all at once', () => {
  assert.throws(() => new MultinomialNB({ alpha: -1, classPrior: [2] }), {
    code: 'INVALID_OPTION',
    message:
      'MultinomialNB: alpha: expected a number of 0 or more, got -1; classPrior: expected probabilities from 0 to 1, got [2].',
  })
  assert.throws(() => new BernoulliNB({ binarize: -1 }), {
    message: 'BernoulliNB: binarize: expected a number of 0 or more, got -1.',
  })
  assert.throws(() => new GaussianNB({ priors: [0.5, 0.6], varSmoothing: 0 }), {
    code: 'INVALID_OPTION',
    message:
      'GaussianNB: priors: expected numbers of 0 or more that sum to 1, got [0.5,0.6]; varSmoothing: expected a number above 0, got 0.',
  })
})

test('priors that are not one a class are refused when the classes are known', () => {
  const X = denseMatrix([[1], [2]])
  assert.throws(() => new MultinomialNB({ classPrior: [1] }).fit(X, ['a', 'b']), {
    code: 'INVALID_OPTION',
    message: 'MultinomialNB: classPrior: expected 2 numbers, one for each class in sorted order, got 1.',
  })
  assert.throws(() => new GaussianNB({ priors: [1] }).fit(X, ['a', 'b']), {
    message: 'GaussianNB: priors: expected 2 numbers, one for each class in sorted order, got 1.',
  })
})

function numbersOf(
  model: MultinomialNBModel | ComplementNBModel | BernoulliNBModel | GaussianNBModel,
  name: string,
): Float64Array {
  const found = (model as unknown as { [name: string]: Float64Array | { values: Float64Array } })[name]!
  return 'values' in found && !(found instanceof Float64Array) ? found.values : (found as Float64Array)
}
