import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  BernoulliNB,
  CalibratedClassifier,
  ComplementNB,
  csv,
  DecisionTreeClassifier,
  GaussianNB,
  HistGradientBoostingClassifier,
  KNeighborsClassifier,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  RandomForestClassifier,
  rowsFrom,
  TfidfVectorizer,
  textClassifier,
  vader,
} from 'slipway'
import { checkGolden, type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { classScores } from '../support/scores.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const

type AnyClassifier = Parameters<typeof textClassifier>[0]['pipeline'][1]

function sentiment(classifier: AnyClassifier = new LogisticRegression({ C: 10 })) {
  return textClassifier({
    data: csv('reviews.csv', { columns }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), classifier],
  })
}

async function train(folder: string, models: object, examples = {}) {
  const now = () => new Date('2026-11-22T10:15:00.500Z')
  const context = { service: 'reviews', folder, library: 'slipway test', examples, now }
  return Array.fromAsync(trainModels(models as Definitions, context))
}

async function trained(t: TestContext, models: object, examples = {}, reviews = tinyReviews()) {
  return train(temporaryFolder(t, { 'reviews.csv': reviews }), models, examples)
}

test('a trained model answers with its most probable label and probabilities that sum to 1', async (t) => {
  for (const classifier of [
    new LogisticRegression({ C: 10 }),
    new MultinomialNB(),
    new ComplementNB(),
    new BernoulliNB(),
    new GaussianNB(),
    new DecisionTreeClassifier(),
    new RandomForestClassifier({ nEstimators: 20 }),
    new HistGradientBoostingClassifier({ maxIter: 20, minSamplesLeaf: 1 }),
    new KNeighborsClassifier({ nNeighbors: 3, metric: 'cosine' }),
    new CalibratedClassifier(new LinearSVC(), { ensemble: false }),
    new CalibratedClassifier(new DecisionTreeClassifier(), { cv: 2 }),
  ]) {
    const [{ draft }] = await trained(t, { v1: sentiment(classifier) })
    const predictor = loadPredictor(draft)
    const { label, probabilities } = predictor.predict('a great day') as Prediction
    assert.equal(label, 'positive')
    assert.deepEqual(Object.keys(probabilities), ['negative', 'positive'])
    assert.ok(Math.abs(probabilities.negative + probabilities.positive - 1) < 1e-12)
  }
})

test('an explanation sums with its bias to the decision', async (t) => {
  for (const classifier of [new LogisticRegression({ C: 10 }), new MultinomialNB(), new ComplementNB()]) {
    const [{ draft }] = await trained(t, { v1: sentiment(classifier) })
    const predictor = loadPredictor(draft)
    const text = 'lovely staff, but a terrible queue'
    const { probabilities } = predictor.predict(text) as Prediction
    const { bias, explanation } = predictor.explain(text)
    const decision = explanation.reduce((sum, { contribution }) => sum + contribution, bias)
    // Of staff there is as much praise as blame: to a Bayes model it says nothing, and is not told.
    const told = explanation.map(({ feature }) => feature).filter((feature) => feature !== 'staff')
    assert.deepEqual(told.sort(), ['lovely', 'queue', 'terrible'])
    assert.ok(Math.abs(decision - Math.log(probabilities.positive / probabilities.negative)) < 1e-5)
  }
})

test('scores are on held-back rows, and say what always answering the commonest label would score', async (t) => {
  const [{ draft }] = await trained(t, { v1: sentiment() })
  const scores = classScores(draft)
  assert.equal(scores.rows, 8)
  assert.equal(scores.majority_accuracy, 0.5)
  assert.equal(
    scores.confusion_matrix.flat().reduce((sum, count) => sum + count),
    8,
  )
})

test('where the labels are three numbers or more, such as stars, scores have their mean distance too', async (t) => {
  const stars = textClassifier({
    data: csv('reviews.csv', { columns }),
    text: 'text',
    label: (row) => String(row.text.includes('park') ? 3 : row.stars),
    pipeline: [new TfidfVectorizer(), new MultinomialNB()],
  })
  const [{ draft: numbers }, { draft: words }] = await trained(t, { stars, mood: sentiment() })
  const { labels, confusion_matrix, rows, mean_absolute_error } = classScores(numbers)
  const distances = confusion_matrix.flatMap((counts, i) =>
    counts.map((count, j) => count * Math.abs(Number(labels[i]) - Number(labels[j]))),
  )
  assert.equal(mean_absolute_error, distances.reduce((sum, distance) => sum + distance) / rows)
  assert.equal(classScores(words).mean_absolute_error, null)
})

test('of labels 0 and 1 no distance is told: it would say what the accuracy says', async (t) => {
  const liked = textClassifier({
    data: csv('reviews.csv', { columns }),
    text: 'text',
    label: (row) => (row.stars > 3 ? '1' : '0'),
    pipeline: [new TfidfVectorizer(), new MultinomialNB()],
  })
  const [{ draft }] = await trained(t, { liked })
  assert.equal(classScores(draft).mean_absolute_error, null)
  const card = (draft.documents as { readonly [name: string]: string })['README.md'] ?? ''
  assert.match(card, /log loss/)
  assert.doesNotMatch(card, /mean absolute error/)
})

test('VADER is scored on the rows that the model it names holds back, with 0 and more as positive', async (t) => {
  const models = { v1: sentiment(), v2: vader({ testOn: 'v1' }) }
  const [, { name, draft }] = await trained(t, models)
  assert.equal(name, 'v2')
  const scores = classScores(draft)
  assert.equal(scores.rows, 8)
  assert.deepEqual(scores.labels, ['negative', 'positive'])
  assert.deepEqual(draft.manifest.labels, ['negative', 'neutral', 'positive'])
})

test('training twice gives the same bytes', async (t) => {
  const folder = temporaryFolder(t, { 'reviews.csv': tinyReviews() })
  const [first] = await train(folder, { v1: sentiment() })
  const [second] = await train(folder, { v1: sentiment() })
  assert.deepEqual(first.draft.parts, second.draft.parts)
})

test('golden rows are the examples with the answers of the day; a version that answers otherwise is refused', async (t) => {
  const [{ draft }] = await trained(t, { v1: sentiment() }, { v1: ['a great day'] })
  const predictor = loadPredictor(draft)
  checkGolden(predictor, draft.manifest)
  const golden = [{ input: 'a great day', output: { label: 'positive', probabilities: { negative: 0, positive: 1 } } }]
  assert.throws(() => checkGolden(predictor, { ...draft.manifest, golden }), {
    code: 'GOLDEN_MISMATCH',
    message: 'v1: 1 of 1 golden rows give another answer than when it was trained; train again with this library.',
  })
})

test('a model needs rows of two labels, two of each', async (t) => {
  await assert.rejects(trained(t, { v1: sentiment() }, {}, 'text,stars\nfine,5\ngood,5\n'), {
    code: 'INVALID_DATA',
    message: 'v1: learning needs rows of at least two labels; reviews.csv has positive (2 rows).',
  })
  await assert.rejects(trained(t, { v1: sentiment() }, {}, 'text,stars\nfine,5\ngood,5\nbad,1\n'), {
    code: 'INVALID_DATA',
    message:
      'v1: every label needs at least two rows, one to learn from and one to be scored on; reviews.csv has positive (2 rows), negative (1 row).',
  })
})

test('a text input is a string, blank or not, up to the longest that is accepted', async (t) => {
  const [{ draft }] = await trained(t, { v1: sentiment() })
  const predictor = loadPredictor(draft)
  assert.deepEqual(predictor.checkInput('', '/inputs/0'), [])
  assert.deepEqual(predictor.checkInput('x'.repeat(50_001), '/inputs/0'), [
    { path: '/inputs/0', message: 'expected at most 50,000 characters, got 50,001' },
  ])
  assert.deepEqual(predictor.checkInput({ text: 'x' }, '/inputs/1'), [
    { path: '/inputs/1', message: 'expected a text, got an object' },
  ])
})

test('the card says what the model is, which data it saw, its scores, and when they are of synthetic rows', async (t) => {
  const module = [
    "export const name = 'made-up reviews'",
    "export const rows = () => ['good', 'bad'].flatMap((w) => [1, 2, 3, 4].map((n) => ({ text: w + ' ' + n, stars: w === 'good' ? 5 : 1 })))",
  ].join('\n')
  const made = textClassifier({
    data: rowsFrom('made.ts', { columns, synthetic: true }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), new LogisticRegression()],
  })
  const [{ draft }] = await train(temporaryFolder(t, { 'made.ts': module }), { v1: made })
  const card = String(draft.documents['README.md'])
  assert.match(card, /^---\nlibrary_name: slipway\npipeline_tag: text-classification\n/)
  assert.match(card, /\n# reviews\/v1\n\nReads a text and answers with one of the labels negative, positive/)
  assert.match(card, /\*\*Synthetic\.\*\* made-up reviews: 8 labelled rows, sha256 `[0-9a-f]{64}`\./)
  assert.match(card, /On 2 rows of made-up reviews that training did not see \(\*\*synthetic\*\*\)\./)
})
