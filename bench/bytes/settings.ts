import type * as Slipway from '../../src/index.ts'
import type * as Learn from '../../src/learn/index.ts'

/** The steps of services, with their defaults and with options that take other ways through the code. */
export function steps(slipway: typeof Slipway) {
  const hashed = new slipway.HashingVectorizer({ nFeatures: 256, alternateSign: false })
  const vectorizers = [
    new slipway.CountVectorizer(),
    new slipway.CountVectorizer({ analyzer: 'char_wb', ngramRange: [2, 3], binary: true, maxFeatures: 200 }),
    new slipway.TfidfVectorizer({ ngramRange: [1, 2], minDf: 2, maxDf: 0.9, sublinearTf: true }),
    new slipway.TfidfVectorizer({ tokenPattern: '[a-z]+', stopWords: ['in', 'the'], norm: 'l1', smoothIdf: false }),
    hashed,
    new slipway.FeatureUnion([new slipway.TfidfVectorizer({ stem: 'english', stripAccents: 'unicode' }), hashed]),
  ] as const
  const classifiers = [
    new slipway.BernoulliNB(),
    new slipway.BernoulliNB({ alpha: 0.5, binarize: 0.1, fitPrior: false }),
    new slipway.CalibratedClassifier(new slipway.LinearSVC(), { cv: 3 }),
    new slipway.CalibratedClassifier(new slipway.LinearSVC({ loss: 'hinge', C: 0.5 }), { ensemble: false, cv: 4 }),
    new slipway.CalibratedClassifier(new slipway.HistGradientBoostingClassifier({ maxIter: 4, minSamplesLeaf: 2 }), {
      method: 'isotonic',
      cv: 3,
    }),
    new slipway.ComplementNB(),
    new slipway.ComplementNB({ norm: true, alpha: 0.1 }),
    new slipway.DecisionTreeClassifier(),
    new slipway.DecisionTreeClassifier({ criterion: 'entropy', maxLeafNodes: 5, maxFeatures: 'sqrt', seed: 3 }),
    new slipway.GaussianNB(),
    new slipway.HistGradientBoostingClassifier({ maxIter: 6, minSamplesLeaf: 2 }),
    new slipway.HistGradientBoostingClassifier({ earlyStopping: true, maxIter: 30, classWeight: 'balanced', seed: 1 }),
    new slipway.KNeighborsClassifier({ nNeighbors: 3 }),
    new slipway.KNeighborsClassifier({ weights: 'distance', metric: 'cosine' }),
    new slipway.LogisticRegression(),
    new slipway.LogisticRegression({ C: 8, classWeight: 'balanced' }),
    new slipway.LogisticRegression({ l1Ratio: 0.5, fitIntercept: false }),
    new slipway.MultinomialNB(),
    new slipway.RandomForestClassifier({ nEstimators: 5 }),
    new slipway.RandomForestClassifier({ nEstimators: 5, bootstrap: false, maxFeatures: 'all', maxDepth: 4 }),
  ] as const
  const encoders = [
    new slipway.ColumnTransformer({ number: 'minmax', missing: 'mean', addIndicator: true, category: 'onehot' }),
    new slipway.ColumnTransformer({
      missing: 'most_frequent',
      category: 'onehot',
      minFrequency: 3,
      text: { ngramRange: [1, 2] },
    }),
  ] as const
  return { vectorizers, classifiers, encoders }
}

/** What is fitted by itself, and no step of a service. */
export function fittedAlone(learn: typeof Learn) {
  const X = learn.denseMatrix(
    Array.from({ length: 40 }, (_, i) => [i % 5 === 0 ? Number.NaN : i, (i * 7) % 11, i / 3 - 5, 4]),
  )
  const full = learn.denseMatrix(Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 11, i / 3 - 5, 4]))
  const y = Array.from({ length: 40 }, (_, i) => ['low', 'high', 'mid'][(i * 7 + (i % 5 === 0 ? 1 : 0)) % 3] as string)
  const categories = Array.from({ length: 30 }, (_, i) => [['a', 'b', undefined][i % 3], `c${i % 8}`])
  const values = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i) * 3)
  const outcomes = values.map((value, i) => (value + Math.cos(i * 3) > 0 ? 1 : 0))
  const lines = Array.from({ length: 40 }, (_, i) => `word${i % 7} ${i % 2 === 0 ? 'sun' : 'rain'} day`)
  return [
    ['StandardScaler', () => new learn.StandardScaler().fit(X)],
    ['StandardScaler withMean', () => new learn.StandardScaler({ withMean: false }).fit(X)],
    ['MinMaxScaler', () => new learn.MinMaxScaler().fit(X)],
    ['MinMaxScaler range', () => new learn.MinMaxScaler({ featureRange: [-1, 2], clip: true }).fit(X)],
    ['SimpleImputer', () => new learn.SimpleImputer().fit(X)],
    ['SimpleImputer median', () => new learn.SimpleImputer({ strategy: 'median', addIndicator: true }).fit(X)],
    ['SimpleImputer constant', () => new learn.SimpleImputer({ strategy: 'constant', fillValue: 9 }).fit(X)],
    ['OneHotEncoder', () => new learn.OneHotEncoder({ handleUnknown: 'ignore', minFrequency: 4 }).fit(categories)],
    ['OrdinalEncoder', () => new learn.OrdinalEncoder().fit(categories)],
    [
      'OrdinalEncoder values',
      () =>
        new learn.OrdinalEncoder({
          handleUnknown: 'use_encoded_value',
          unknownValue: -1,
          encodedMissingValue: -2,
          minFrequency: 4,
        }).fit(categories),
    ],
    ['IsotonicRegression', () => new learn.IsotonicRegression().fit(values, outcomes)],
    ['SigmoidCalibration', () => new learn.SigmoidCalibration().fit(values, outcomes)],
    ['TfidfTransformer', () => new learn.TfidfTransformer({ sublinearTf: true }).fit(learn.toSparse(full))],
    ['LinearSVC dense', () => new learn.LinearSVC().fit(full, y)],
    ['LinearSVC hinge', () => new learn.LinearSVC({ loss: 'hinge', classWeight: 'balanced', seed: 2 }).fit(full, y)],
    ['LogisticRegression weights', () => new learn.LogisticRegression().fit(full, y, { sampleWeight: outcomes40(y) })],
    ['GaussianNB priors', () => new learn.GaussianNB({ priors: [0.2, 0.5, 0.3], varSmoothing: 1e-3 }).fit(full, y)],
    ['MultinomialNB priors', () => new learn.MultinomialNB({ classPrior: [0.2, 0.5, 0.3] }).fit(absolute(full), y)],
    [
      'HistGradientBoostingClassifier categories',
      () =>
        new learn.HistGradientBoostingClassifier({
          categoricalFeatures: [1],
          maxIter: 5,
          minSamplesLeaf: 2,
          l2Regularization: 1,
          maxBins: 16,
        }).fit(X, y),
    ],
    [
      'Pipeline',
      () =>
        new learn.Pipeline([new learn.TfidfVectorizer({ stem: 'porter' }), new learn.MultinomialNB()]).fit(lines, y),
    ],
    [
      'GridSearch',
      () =>
        new learn.GridSearch((options: { C: number }) => new learn.LogisticRegression(options), { C: [0.1, 1] }).fit(
          full,
          y,
        ),
    ],
    [
      'GridSearch on threads',
      () =>
        new learn.GridSearch(
          ({ minDf }: { minDf: number }) =>
            new learn.Pipeline([
              new learn.FeatureUnion([new learn.TfidfVectorizer({ minDf }), new learn.CountVectorizer()]),
              new learn.CalibratedClassifier(new learn.LinearSVC(), { cv: 2 }),
            ]),
          { minDf: [1, 2] },
          { nJobs: 2, scoring: 'negLogLoss' },
        ).fit(lines, y),
    ],
  ] as const satisfies readonly (readonly [string, () => { toParts(): Learn.Parts }])[]
}

function outcomes40(y: readonly string[]): number[] {
  return y.map((_, i) => 1 + (i % 3))
}

function absolute(X: Learn.DenseMatrix): Learn.DenseMatrix {
  return { ...X, values: X.values.map(Math.abs) }
}
