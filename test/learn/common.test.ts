import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as learn from 'slipway/learn'
import {
  ElasticNet,
  ExtraTreesClassifier,
  ExtraTreesRegressor,
  GammaRegressor,
  HistGradientBoostingClassifier,
  HistGradientBoostingRegressor,
  KNeighborsClassifier,
  KNeighborsRegressor,
  type LabelClassifier,
  type LabelModel,
  Lasso,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  MultinomialNBModel,
  type Parts,
  Pipeline,
  PipelineModel,
  PoissonRegressor,
  RandomForestClassifier,
  RandomForestRegressor,
  type Regressor,
  type RegressorModel,
} from 'slipway/learn'
import * as estimators from '../../src/learn/estimators.ts'
import { type ClassifierChecks, checkClassifier } from './common-checks.ts'
import { checkRegressor, type RegressorChecks } from './regressor-checks.ts'

/** What is particular to some classifiers: options under which the checks mean something, and how exact they are. */
const particulars: {
  readonly [name: string]: Pick<ClassifierChecks, 'tolerance'> & { readonly make?: () => LabelClassifier }
} = {
  // Its smoothing looks at the rows without their weights, as scikit-learn's does.
  GaussianNB: { tolerance: 1e-6 },
  // Gradients are rounded to units of the largest weight, so that sums of them are exact.
  HistGradientBoostingClassifier: {
    make: () => new HistGradientBoostingClassifier({ maxIter: 10, minSamplesLeaf: 1 }),
    tolerance: 1e-6,
  },
  // One row of a class has to outvote another; two, of which the nearer decides.
  KNeighborsClassifier: { make: () => new KNeighborsClassifier({ nNeighbors: 2, weights: 'distance' }) },
  LinearSVC: { make: () => new LinearSVC({ tol: 1e-12 }), tolerance: 1e-5 },
  LogisticRegression: { make: () => new LogisticRegression({ tol: 1e-10 }), tolerance: 1e-6 },
  ExtraTreesClassifier: { make: () => new ExtraTreesClassifier({ nEstimators: 10 }) },
  // Without draws of rows, of which there are more where a row is repeated.
  RandomForestClassifier: { make: () => new RandomForestClassifier({ nEstimators: 10, bootstrap: false }) },
}

/** The same of some regressors. */
const regressorParticulars: {
  readonly [name: string]: Omit<RegressorChecks, 'fromParts' | 'missing'> & { readonly make?: () => Regressor }
} = {
  ElasticNet: { make: () => new ElasticNet({ alpha: 0.01, tol: 1e-14 }), tolerance: 1e-6 },
  GammaRegressor: {
    make: () => new GammaRegressor({ alpha: 0.001, tol: 1e-11 }),
    positive: true,
    tolerance: 1e-6,
    r2: 0.6,
  },
  PoissonRegressor: {
    make: () => new PoissonRegressor({ alpha: 0.001, tol: 1e-11 }),
    positive: true,
    tolerance: 1e-6,
    r2: 0.6,
  },
  // A mean over a few rows, of which equal ones are taken in the order of training.
  KNeighborsRegressor: { make: () => new KNeighborsRegressor({ nNeighbors: 2, weights: 'distance' }) },
  Lasso: { make: () => new Lasso({ alpha: 0.01, tol: 1e-14 }), tolerance: 1e-6 },
  // The baseline.
  DummyRegressor: { r2: 0 },
  ExtraTreesRegressor: { make: () => new ExtraTreesRegressor({ nEstimators: 10 }) },
  // With more leaves there are splits that gain the same, of which rounding takes one.
  HistGradientBoostingRegressor: {
    make: () => new HistGradientBoostingRegressor({ maxIter: 20, minSamplesLeaf: 1, maxLeafNodes: 8 }),
  },
  // Without draws of rows, of which there are more where a row is repeated.
  RandomForestRegressor: { make: () => new RandomForestRegressor({ nEstimators: 10, bootstrap: false }) },
}

// It needs rows for its folds, and answers as what it holds: it has tests of its own.
const overFolds = ['CalibratedClassifier']

interface Described<E = LabelClassifier> {
  new (): E
  readonly descriptor: {
    readonly name: string
    readonly role: string
    readonly nonNegative?: boolean
    readonly missing?: boolean
    readonly read: (parts: Parts, readers: object) => unknown
  }
}

const classifiers = Object.values(estimators as object as { readonly [name: string]: Described }).filter(
  ({ descriptor: { name, role } }) => (role === 'classifier' || role === 'decider') && !overFolds.includes(name),
)

for (const Class of classifiers) {
  const { name, nonNegative = false, missing = false, read } = Class.descriptor
  const { make = () => new Class(), ...checks } = particulars[name] ?? {}
  const fromParts = (parts: Parts) => read(parts, {}) as LabelModel
  checkClassifier(name, make, { ...checks, fromParts, nonNegative, missing })
}

const regressors = Object.values(estimators as object as { readonly [name: string]: Described<Regressor> }).filter(
  ({ descriptor: { role } }) => role === 'regressor',
)

for (const Class of regressors) {
  const { name, missing = false, read } = Class.descriptor
  const { make = () => new Class(), ...checks } = regressorParticulars[name] ?? {}
  checkRegressor(name, make, { ...checks, fromParts: (parts) => read(parts, {}) as RegressorModel, missing })
}

checkClassifier('Pipeline', () => new Pipeline([new MultinomialNB()]), {
  fromParts: (parts) => PipelineModel.fromParts(parts, { MultinomialNB: MultinomialNBModel.fromParts }),
  nonNegative: true,
})

test('every classifier and regressor that slipway/learn exports goes through the common checks', () => {
  const elsewhere = [...overFolds, 'GridSearch', 'IsotonicRegression', 'SigmoidCalibration', 'Vader']
  const exported = learn as { readonly [name: string]: unknown }
  const names = Object.keys(learn).filter((name) => {
    const model = exported[`${name}Model`]
    return typeof model === 'function' && 'predict' in model.prototype && !elsewhere.includes(name)
  })
  const checked = new Set([...[...classifiers, ...regressors].map(({ descriptor }) => descriptor.name), 'Pipeline'])
  assert.deepEqual(
    names.filter((name) => !checked.has(name)),
    [],
  )
  assert.ok(checked.size >= 11)
})
