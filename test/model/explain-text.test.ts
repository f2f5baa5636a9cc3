import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  BernoulliNB,
  CalibratedClassifier,
  csv,
  DecisionTreeClassifier,
  GaussianNB,
  HistGradientBoostingClassifier,
  KNeighborsClassifier,
  LinearSVC,
  RandomForestClassifier,
  TfidfVectorizer,
  textClassifier,
} from 'slipway'
import type { CalibratedClassifierModel, Matrix } from 'slipway/learn'
import { readClassifier, readVectorizer } from 'slipway/learn'
import { loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

type AnyClassifier = Parameters<typeof textClassifier>[0]['pipeline'][1]

interface Review {
  readonly text: string
  readonly stars: number
}
const praiseOrBlame = ({ stars }: Review) => (stars > 3 ? 'positive' : 'negative')
const withPlace = (row: Review) => (row.text.includes('park') ? 'about the park' : praiseOrBlame(row))

/** A version of a model that tells praise from blame, or other labels. */
async function trained(t: TestContext, classifier: AnyClassifier, label: (row: Review) => string = praiseOrBlame) {
  const v1 = textClassifier({
    data: csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label,
    pipeline: [new TfidfVectorizer(), classifier],
  })
  const folder = temporaryFolder(t, { 'reviews.csv': tinyReviews() })
  const context = { service: 'reviews', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ v1 }, context))
  return draft
}

test('an explanation of a calibrated model is in the unit of what was calibrated', async (t) => {
  const text = 'lovely staff, but a terrible queue'
  const explained = async (ensemble: boolean) => {
    const classifier = new CalibratedClassifier(new LinearSVC(), { ensemble, cv: 4 })
    const draft = await trained(t, classifier)
    const { bias, explanation } = loadPredictor(draft).explain(text)
    const { vectorizer, classifier: parts } = draft.parts
    const { members } = readClassifier(parts) as CalibratedClassifierModel<Matrix>
    const X = readVectorizer(vectorizer).transform([text])
    const decisions = members.map(({ model }) => model.decisionFunction?.(X).values[0] ?? Number.NaN)
    return {
      members: members.length,
      features: explanation.map(({ feature }) => feature).sort(),
      difference:
        explanation.reduce((sum, { contribution }) => sum + contribution, bias) -
        decisions.reduce((sum, decision) => sum + decision / members.length, 0),
    }
  }
  for (const ensemble of [true, false]) {
    const { members, features, difference } = await explained(ensemble)
    assert.equal(members, ensemble ? 4 : 1)
    assert.deepEqual(features, ['lovely', 'queue', 'staff', 'terrible'])
    assert.ok(Math.abs(difference) < 1e-9, String(difference))
  }
})

test('k neighbours explain an answer by themselves: their texts, labels and distances, nearest first', async (t) => {
  const classifier = new KNeighborsClassifier({ nNeighbors: 5, metric: 'cosine', weights: 'distance' })
  const draft = await trained(t, classifier)
  const predictor = loadPredictor(draft)
  const text = 'lovely staff in summer'
  const { bias, explanation } = predictor.explain(text)
  assert.equal(explanation.length, 5)
  assert.equal(explanation[0].feature, 'lovely park in summer')
  assert.deepEqual(new Set(explanation.map(({ label }) => label)), new Set(['negative', 'positive']))
  const distances = explanation.map(({ distance }) => distance ?? Number.NaN)
  assert.deepEqual(
    distances,
    distances.toSorted((a, b) => a - b),
  )
  const { probabilities } = predictor.predict(text) as Prediction
  const sum = explanation.reduce((sum, { contribution }) => sum + contribution, bias)
  assert.ok(Math.abs(sum - probabilities.positive) < 1e-12)
})

test('what moved a text model, with the bias, sums to its decision, for two labels and for more', async (t) => {
  const classifiers = [
    new RandomForestClassifier({ nEstimators: 20 }),
    new HistGradientBoostingClassifier({ maxIter: 20, minSamplesLeaf: 2 }),
    new DecisionTreeClassifier(),
    new GaussianNB(),
    new BernoulliNB(),
  ]
  for (const classifier of classifiers) {
    for (const label of [praiseOrBlame, withPlace]) {
      const draft = await trained(t, classifier, label)
      const model = readClassifier(draft.parts.classifier)
      const vectorizer = readVectorizer(draft.parts.vectorizer)
      for (const text of ['lovely staff, but a terrible queue', 'no such words']) {
        const { bias, explanation } = loadPredictor(draft).explain(text)
        const sum = explanation.reduce((sum, { contribution }) => sum + contribution, bias)
        const X = vectorizer.transform([text])
        const shares = model.predictProba(X).values
        // Trees and forests decide on probabilities, the others on what becomes probabilities.
        const decisions = model.decisionFunction?.(X).values ?? shares
        const chosen = shares.length === 2 ? decisions.length - 1 : shares.indexOf(Math.max(...shares))
        const said = `${model.kind}, ${shares.length} labels, "${text}"`
        // Of three and more, Bernoulli's are told as what is above their mean: all are below 0.
        const centre = model.kind === 'BernoulliNB' && decisions.length > 1 ? mean(decisions) : 0
        const decision = decisions[chosen] - centre
        const tolerance = 1e-12 * Math.max(1, Math.abs(decision))
        assert.ok(Math.abs(sum - decision) < tolerance, `${said}: ${sum} instead of ${decision}`)
        if (text !== 'no such words') assert.ok(explanation.length > 0, `${said}: nothing moved it`)
      }
    }
  }
})

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
