import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BernoulliNB,
  CalibratedClassifier,
  type CellTable,
  type Classifier,
  ColumnTransformer,
  ComplementNB,
  CountVectorizer,
  DecisionTreeClassifier,
  denseMatrix,
  FeatureUnion,
  GaussianNB,
  GridSearch,
  HashingVectorizer,
  HistGradientBoostingClassifier,
  KFold,
  KNeighborsClassifier,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  OneHotEncoder,
  OrdinalEncoder,
  Pipeline,
  Random,
  RandomForestClassifier,
  StandardScaler,
  TfidfVectorizer,
  toSparse,
} from 'slipway/learn'
import { fromPortable, toPortable } from '../../../src/learn/select/portable-estimator.ts'

const random = new Random(3)
const y = Array.from({ length: 120 }, (_, i) => ['low', 'high'][i % 2])
const X = denseMatrix(y.map((label) => Array.from({ length: 4 }, () => random.next() + (label === 'high' ? 0.4 : 0))))
const texts = y.map((label) =>
  Array.from({ length: 6 }, () => ['sun', 'rain', 'day'][random.below(label === 'high' ? 3 : 2)]).join(' '),
)

test('a grid search gives the same bytes whatever the number of threads, sparse, dense and on texts', () => {
  const sampleWeight = y.map((_, i) => 1 + (i % 3))
  for (const given of [X, toSparse(X)]) {
    const search = (nJobs: number) =>
      new GridSearch(
        (options) => new LogisticRegression(options),
        { C: [0.01, 1, 100] },
        { nJobs, scoring: 'negLogLoss' },
      )
    const [alone, together] = [1, 3].map((nJobs) => search(nJobs).fit(given, y, { sampleWeight }))
    assert.deepEqual(together.results, alone.results)
    assert.deepEqual(together.toParts(), alone.toParts())
  }
  const onTexts = (nJobs: number) =>
    new GridSearch(
      ({ alpha, minDf }: { alpha: number; minDf: number }) =>
        new Pipeline([new TfidfVectorizer({ minDf, stopWords: ['day'] }), new MultinomialNB({ alpha })]),
      { alpha: [0.1, 1], minDf: [1, 2] },
      { nJobs },
    ).fit(texts, y)
  assert.deepEqual(onTexts(2).results, onTexts(1).results)
})

test('what cannot cross to a thread is searched in this one: a score, folds or an estimator of your own', () => {
  const grid = { C: [0.1, 1] }
  const make = (options: { C: number }) => new LogisticRegression(options)
  const best = new GridSearch(make, grid, { nJobs: 2, scoring: (_, { predicted }) => predicted.length }).fit(X, y)
  assert.equal(best.bestScore, 24)
  class Mine extends LogisticRegression {}
  const mine = new GridSearch((options: { C: number }) => new Mine(options), grid, { nJobs: 2 }).search(X, y)
  assert.deepEqual(mine.results, new GridSearch(make, grid, { nJobs: 1 }).search(X, y).results)
  assert.equal(toPortable(new CalibratedClassifier(new GaussianNB(), { cv: new KFold() })), undefined)
})

test('an estimator that crosses learns what the one that was left behind would have', () => {
  const counts = toSparse(denseMatrix(y.map((_, i) => [i % 3, i % 5, (i * 7) % 4, i % 2])))
  const estimators: Classifier[] = [
    new BernoulliNB({ alpha: 2, binarize: 1 }),
    new ComplementNB({ norm: true, alpha: 0.1 }),
    new GaussianNB({ priors: [0.3, 0.7] }),
    new MultinomialNB({ classPrior: [0.3, 0.7] }),
    new DecisionTreeClassifier({ maxDepth: 2 }),
    new RandomForestClassifier({ nEstimators: 3, classWeight: { low: 2, high: 1 } }),
    new HistGradientBoostingClassifier({ maxIter: 3, minSamplesLeaf: 2 }),
    new KNeighborsClassifier({ nNeighbors: 3, metric: 'cosine' }),
    new LogisticRegression({ C: 0.3, classWeight: 'balanced' }),
    new CalibratedClassifier(new Pipeline([new StandardScaler({ withMean: false }), new LinearSVC({ C: 0.2 })]), {
      cv: 3,
    }),
  ]
  for (const estimator of estimators) {
    const again = fromPortable(structuredClone(toPortable(estimator)!)) as Classifier
    assert.deepEqual(again.fit(counts, y).toParts(), estimator.fit(counts, y).toParts(), estimator.constructor.name)
  }
  for (const vectorizer of [
    new FeatureUnion([
      new CountVectorizer({ ngramRange: [1, 2], maxFeatures: 5 }),
      new TfidfVectorizer({ norm: 'l1' }),
    ]),
    new HashingVectorizer({ nFeatures: 32, binary: true }),
  ]) {
    const again = fromPortable(structuredClone(toPortable(vectorizer)!)) as typeof vectorizer
    assert.deepEqual(again.fit(texts).toParts(), vectorizer.fit(texts).toParts())
  }
})

test('a table is searched through as it is: its columns are encoded by the rows of training only, on any thread', () => {
  const table: CellTable = {
    columns: [
      { name: 'brand', type: 'category' },
      { name: 'price', type: 'number' },
      { name: 'note', type: 'text' },
    ],
    rows: y.map((label, i) => [
      i % 7 === 0 ? undefined : `b${i % 30}`,
      i % 5 === 0 ? Number.NaN : random.next() + (label === 'high' ? 0.6 : 0),
      texts[i],
    ]),
  }
  const search = (nJobs: number) =>
    new GridSearch(
      ({ minFrequency, C }: { minFrequency: number; C: number }) =>
        new Pipeline([
          new ColumnTransformer({ number: 'standard', missing: 'mean', category: 'onehot', minFrequency }),
          new LogisticRegression({ C }),
        ]),
      { minFrequency: [1, 3], C: [0.1, 1] },
      { nJobs, cv: 4, scoring: 'averagePrecision' },
    ).fit(table, y)
  const [alone, together] = [1, 2].map(search)
  assert.deepEqual(together.results, alone.results)
  assert.ok(alone.bestScore > 0.7, String(alone.bestScore))
  assert.deepEqual(together.predict(table), alone.predict(table))
  for (const encoder of [new OneHotEncoder({ handleUnknown: 'ignore' }), new OrdinalEncoder({ minFrequency: 2 })]) {
    const again = fromPortable(structuredClone(toPortable(encoder)!)) as typeof encoder
    assert.deepEqual(again.fit([['a'], ['a'], ['b']]).toParts(), encoder.fit([['a'], ['a'], ['b']]).toParts())
  }
})
