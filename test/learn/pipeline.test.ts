import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CountVectorizer,
  crossValScore,
  DummyRegressor,
  DummyRegressorModel,
  GridSearch,
  type Label,
  LogisticRegression,
  LogisticRegressionModel,
  type Matrix,
  MultinomialNB,
  MultinomialNBModel,
  Pipeline,
  PipelineModel,
  TfidfVectorizer,
  TfidfVectorizerModel,
} from 'slipway/learn'

const texts = ['a great park', 'great fun', 'the worst queue', 'never again', 'great, really great', 'worst of all']
const labels = ['good', 'good', 'bad', 'bad', 'good', 'bad']
const readers = {
  TfidfVectorizer: TfidfVectorizerModel.fromParts,
  MultinomialNB: MultinomialNBModel.fromParts,
  LogisticRegression: LogisticRegressionModel.fromParts,
}

test('texts go in and labels come out', () => {
  const model = new Pipeline([new TfidfVectorizer(), new MultinomialNB()]).fit(texts, labels)
  assert.deepEqual(model.predict(['great', 'the worst']), ['good', 'bad'])
  assert.deepEqual(model.classes, ['bad', 'good'])
  assert.equal(model.classifier.featureLogProb.columns, model.featureNames().length)
})

test('the steps one by one give the same numbers', () => {
  const { model: vectorizer, output } = new TfidfVectorizer().fitTransform(texts)
  const classifier = new MultinomialNB().fit(output, labels)
  const pipeline = new Pipeline([new TfidfVectorizer(), new MultinomialNB()]).fit(texts, labels)
  const X = vectorizer.transform(['a great queue'])
  assert.deepEqual(pipeline.predictProba(['a great queue']), classifier.predictProba(X))
  assert.deepEqual(pipeline.decisionFunction?.(['a great queue']), classifier.decisionFunction(X))
})

test('a classifier alone is a pipeline too', () => {
  const X: Matrix = { rows: 2, columns: 1, values: Float64Array.of(-1, 1) }
  const model = new Pipeline([new LogisticRegression()]).fit(X, [0, 1])
  assert.deepEqual(model.predict(X), [0, 1])
  assert.deepEqual(model.featureNames(), [])
})

test('taken apart, the tensors carry the number of their step, and put together it gives the same bytes', () => {
  const model = new Pipeline([new TfidfVectorizer(), new LogisticRegression()]).fit(texts, labels)
  const parts = model.toParts()
  assert.equal(parts.kind, 'Pipeline')
  assert.ok('1.coef' in parts.tensors && '0.idf' in parts.tensors, Object.keys(parts.tensors).join())
  const again = PipelineModel.fromParts<readonly string[]>(parts, readers)
  assert.deepEqual(again.predictProba(texts), model.predictProba(texts))
  assert.deepEqual(again.toParts(), parts)
})

test('a pipeline within a pipeline is put together again as well', () => {
  const inner = new Pipeline([new TfidfVectorizer(), new MultinomialNB()])
  const model = new Pipeline([inner]).fit(texts, labels)
  const again = PipelineModel.fromParts<readonly string[]>(model.toParts(), {
    ...readers,
    Pipeline: PipelineModel.fromParts,
  })
  assert.deepEqual(again.predictProba(texts), model.predictProba(texts))
})

test('a step that nobody can read, and steps without a classifier, are errors', () => {
  const parts = new Pipeline([new TfidfVectorizer(), new MultinomialNB()]).fit(texts, labels).toParts()
  assert.throws(() => PipelineModel.fromParts(parts, { TfidfVectorizer: TfidfVectorizerModel.fromParts }), {
    code: 'ARTIFACT_CORRUPT',
    message: 'There is no reader for "MultinomialNB"; expected one of TfidfVectorizer.',
  })
  const [vectorizer] = parts.config.steps as readonly { kind: string; config: object }[]
  assert.throws(() => PipelineModel.fromParts({ ...parts, config: { steps: [vectorizer as never] } }, readers), {
    code: 'ARTIFACT_CORRUPT',
    message: 'Pipeline: expected transformers and a classifier at the end, got TfidfVectorizer.',
  })
})

test('a regressor at the end predicts numbers, and is put together again', () => {
  const targets = Float64Array.of(5, 4, 1, 1, 5, 2)
  const model = new Pipeline([new TfidfVectorizer(), new DummyRegressor()]).fit(texts, targets)
  const predicted: Float64Array = model.predict(['great', 'the worst'])
  assert.deepEqual(predicted, Float64Array.of(3, 3))
  const again = Pipeline.descriptor.read(model.toParts(), {
    ...readers,
    DummyRegressor: DummyRegressorModel.fromParts,
  }) as typeof model
  assert.deepEqual(again.predict(['great']), Float64Array.of(3))
  assert.throws(
    () => PipelineModel.fromParts(model.toParts(), { ...readers, DummyRegressor: DummyRegressorModel.fromParts }),
    {
      code: 'ARTIFACT_CORRUPT',
      message: 'Pipeline: expected transformers and a classifier at the end, got TfidfVectorizer,DummyRegressor.',
    },
  )
  // @ts-expect-error a regressor learns from numbers
  assert.throws(() => new Pipeline([new TfidfVectorizer(), new DummyRegressor()]).fit(texts, labels), {
    code: 'INVALID_INPUT',
  })
})

test('in cross-validation the vocabulary is learned from the training rows only', () => {
  const seen: number[] = []
  const watched = {
    fit(texts: readonly string[], y: readonly Label[]) {
      seen.push(texts.length)
      return new Pipeline([new CountVectorizer(), new MultinomialNB()]).fit(texts, y)
    },
  }
  assert.equal(crossValScore(watched, texts, labels, { cv: 3 }).length, 3)
  assert.deepEqual(seen, [4, 4, 4])
})

test('a grid search over a pipeline tries what to learn from the texts as well', () => {
  const make = (options: { alpha: number; ngramRange: readonly [number, number] }) =>
    new Pipeline([new TfidfVectorizer({ ngramRange: options.ngramRange }), new MultinomialNB({ alpha: options.alpha })])
  const grid = { alpha: [0.1, 1], ngramRange: [[1, 1] as const, [1, 2] as const] }
  const found = new GridSearch(make, grid, { cv: 3, scoring: 'negLogLoss' }).fit(texts, labels)
  assert.equal(found.results.length, 4)
  assert.equal(found.bestScore, Math.max(...found.results.map(({ meanScore }) => meanScore)))
  const scores = crossValScore(make(found.bestOptions), texts, labels, { cv: 3, scoring: 'negLogLoss' })
  assert.deepEqual(scores, found.results[found.bestIndex]!.scores)
  assert.deepEqual(found.predict(['great fun']), ['good'])
})

test('progress goes from 0 to 1 over all steps', () => {
  const shares: number[] = []
  new Pipeline([new TfidfVectorizer(), new MultinomialNB()]).fit(texts, labels, {
    onProgress: (share) => shares.push(share),
  })
  assert.deepEqual(shares, [...shares].sort())
  assert.equal(shares.at(-1), 1)
})

test('steps that do not fit together do not compile', () => {
  // @ts-expect-error a vectorizer gives a matrix, and a vectorizer eats texts
  new Pipeline([new TfidfVectorizer(), new TfidfVectorizer(), new MultinomialNB()])
  // @ts-expect-error the pipeline eats texts
  assert.throws(() => new Pipeline([new TfidfVectorizer(), new MultinomialNB()]).fit([1, 2], ['a', 'b']))
  // @ts-expect-error the last step has to be a classifier
  assert.throws(() => new Pipeline([new TfidfVectorizer()]), {
    code: 'INVALID_OPTION',
    message: 'Pipeline: [0]: expected a classifier or regressor, got a TfidfVectorizer.',
  })
})
