import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as learn from 'slipway/learn'
import {
  BernoulliNB,
  BernoulliNBModel,
  ComplementNB,
  ComplementNBModel,
  DecisionTreeClassifier,
  DecisionTreeClassifierModel,
  GaussianNB,
  GaussianNBModel,
  HistGradientBoostingClassifier,
  HistGradientBoostingClassifierModel,
  KNeighborsClassifier,
  KNeighborsClassifierModel,
  type LabelClassifier,
  LinearSVC,
  LinearSVCModel,
  LogisticRegression,
  LogisticRegressionModel,
  MultinomialNB,
  MultinomialNBModel,
  Pipeline,
  PipelineModel,
  RandomForestClassifier,
  RandomForestClassifierModel,
} from 'slipway/learn'
import { type ClassifierChecks, checkClassifier } from './common-checks.ts'

const counts = { fromParts: MultinomialNBModel.fromParts, nonNegative: true }

/** Every classifier that `slipway/learn` exports, and what is particular to it. */
const classifiers: { [name: string]: ClassifierChecks & { readonly make: () => LabelClassifier } } = {
  BernoulliNB: { make: () => new BernoulliNB(), fromParts: BernoulliNBModel.fromParts },
  ComplementNB: { make: () => new ComplementNB(), fromParts: ComplementNBModel.fromParts, nonNegative: true },
  DecisionTreeClassifier: {
    make: () => new DecisionTreeClassifier(),
    fromParts: DecisionTreeClassifierModel.fromParts,
  },
  // Its smoothing looks at the rows without their weights, as scikit-learn's does.
  GaussianNB: { make: () => new GaussianNB(), fromParts: GaussianNBModel.fromParts, tolerance: 1e-6 },
  // Gradients are rounded to units of the largest weight, so that sums of them are exact.
  HistGradientBoostingClassifier: {
    make: () => new HistGradientBoostingClassifier({ maxIter: 10, minSamplesLeaf: 1 }),
    fromParts: HistGradientBoostingClassifierModel.fromParts,
    missing: true,
    tolerance: 1e-6,
  },
  // One row of a class has to outvote another; two, of which the nearer decides.
  KNeighborsClassifier: {
    make: () => new KNeighborsClassifier({ nNeighbors: 2, weights: 'distance' }),
    fromParts: KNeighborsClassifierModel.fromParts,
  },
  LinearSVC: { make: () => new LinearSVC({ tol: 1e-12 }), fromParts: LinearSVCModel.fromParts, tolerance: 1e-5 },
  LogisticRegression: {
    make: () => new LogisticRegression({ tol: 1e-10 }),
    fromParts: LogisticRegressionModel.fromParts,
    tolerance: 1e-6,
  },
  MultinomialNB: { make: () => new MultinomialNB(), ...counts },
  Pipeline: {
    ...counts,
    make: () => new Pipeline([new MultinomialNB()]),
    fromParts: (parts) => PipelineModel.fromParts(parts, { MultinomialNB: MultinomialNBModel.fromParts }),
  },
  // Without draws of rows, of which there are more where a row is repeated.
  RandomForestClassifier: {
    make: () => new RandomForestClassifier({ nEstimators: 10, bootstrap: false }),
    fromParts: RandomForestClassifierModel.fromParts,
  },
}

for (const [name, { make, ...checks }] of Object.entries(classifiers)) checkClassifier(name, make, checks)

// These two need rows for their folds, and answer as what they hold: they have tests of their own.
const overFolds = ['CalibratedClassifier', 'GridSearch']
// From numbers to numbers: no labels.
const calibrators = ['IsotonicRegression', 'SigmoidCalibration']

test('every classifier of slipway/learn goes through the common checks', () => {
  const exported = learn as { readonly [name: string]: unknown }
  const names = Object.keys(learn).filter((name) => {
    const model = exported[`${name}Model`]
    const predicts = typeof model === 'function' && 'predict' in model.prototype
    return predicts && !overFolds.includes(name) && !calibrators.includes(name)
  })
  assert.deepEqual(Object.keys(classifiers), names.sort())
})
