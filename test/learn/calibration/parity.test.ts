import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CalibratedClassifier,
  type Classifier,
  calibrate,
  denseMatrix,
  GaussianNB,
  IsotonicRegression,
  LogisticRegression,
  type Matrix,
  MultinomialNB,
  SigmoidCalibration,
  StratifiedKFold,
  takeRows,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Pairs {
  readonly name: string
  readonly values: readonly number[]
  readonly targets: readonly number[]
  readonly weights: readonly number[] | null
  readonly asked: readonly number[]
  readonly sigmoid: readonly number[]
  readonly isotonic: readonly number[]
  readonly thresholds: readonly [readonly number[], readonly number[]]
}

interface Calibrated {
  readonly estimator: keyof typeof estimators
  readonly y: 'labels2' | 'labels3'
  readonly method: 'sigmoid' | 'isotonic'
  readonly ensemble: boolean | 'prefit'
  readonly weighted: boolean
  readonly probabilities: readonly (readonly number[])[]
}

interface Reference {
  readonly pairs: readonly Pairs[]
  readonly X: readonly (readonly number[])[]
  readonly labels2: readonly number[]
  readonly labels3: readonly number[]
  readonly weights: readonly number[]
  readonly classifiers: readonly Calibrated[]
}

const reference = readReference<Reference>('calibration')
const X = denseMatrix(reference.X)
const estimators = {
  LogisticRegression: (): Classifier<Matrix> => new LogisticRegression({ tol: 1e-10 }),
  MultinomialNB: () => withoutDecisions(new MultinomialNB()),
  GaussianNB: () => withoutDecisions(new GaussianNB()),
}

/** In scikit-learn naive Bayes has probabilities only, and that is then what is calibrated. */
function withoutDecisions(estimator: Classifier): Classifier {
  return {
    fit(X, y, options) {
      const model = estimator.fit(X, y, options)
      const { kind, classes } = model
      return {
        kind,
        classes,
        predict: (X) => model.predict(X),
        predictProba: (X) => model.predictProba(X),
        toParts: () => model.toParts(),
      }
    },
  }
}

for (const { name, values, targets, weights, asked, sigmoid, isotonic, thresholds } of reference.pairs) {
  const options = weights ? { sampleWeight: weights } : {}

  test(`${name}: Platt's curve is scikit-learn's to 1e-4`, () => {
    assertClose(new SigmoidCalibration().fit(values, targets, options).predict(asked), sigmoid, 1e-4)
  })

  test(`${name}: isotonic regression is scikit-learn's to 1e-9, thresholds and all`, () => {
    const model = new IsotonicRegression().fit(values, targets, options)
    assertClose([model.xThresholds, model.yThresholds], thresholds, 1e-9)
    assertClose(model.predict(asked), isotonic, 1e-9)
  })
}

for (const { estimator, y, method, ensemble, weighted, probabilities } of reference.classifiers) {
  const how = ensemble === 'prefit' ? 'fitted before' : ensemble ? 'one a fold' : 'one for all folds'
  const tolerance = method === 'sigmoid' ? 1e-4 : 1e-6
  test(`${estimator}, ${y}, ${method}, ${how}${weighted ? ', weighted' : ''}: scikit-learn's probabilities to ${tolerance}`, () => {
    const labels = reference[y]
    const sampleWeight = weighted ? reference.weights : undefined
    const model = ensemble === 'prefit' ? onSecondHalf() : overFolds(ensemble)
    assert.deepEqual(model.classes, [...new Set(labels)].sort())
    assertClose(model.predictProba(takeRows(X, [...Array(40).keys()])).values, probabilities.flat(), tolerance)

    function overFolds(ensemble: boolean) {
      const cv = new StratifiedKFold({ nSplits: 4 })
      const calibrated = new CalibratedClassifier(estimators[estimator](), { method, cv, ensemble })
      return calibrated.fit(X, labels, sampleWeight ? { sampleWeight } : {})
    }

    function onSecondHalf() {
      const [first, second] = [0, 75].map((start) => Int32Array.from({ length: 75 }, (_, i) => start + i))
      const fitted = estimators[estimator]().fit(takeRows(X, first!), labels.slice(0, 75))
      const weights = sampleWeight ? { sampleWeight: sampleWeight.slice(75) } : {}
      return calibrate(fitted, takeRows(X, second!), labels.slice(75), { method, ...weights })
    }
  })
}
