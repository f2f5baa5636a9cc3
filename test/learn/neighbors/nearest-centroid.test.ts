import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CalibratedClassifier, csv, NearestCentroid, TfidfVectorizer, textClassifier } from 'slipway'
import { denseMatrix, type Label, type NearestCentroidOptions, takeRows, toSparse } from 'slipway/learn'
import { type Definitions, loadPredictor, trainModels } from 'slipway/model'
import { assertClose, readReference } from '../../support/reference.ts'
import { temporaryFolder, tinyReviews } from '../../support/tiny-service.ts'

interface Reference {
  readonly worlds: { readonly [name: string]: { readonly X: number[][]; readonly y: readonly Label[] } }
  readonly centroids: readonly {
    readonly world: string
    readonly options: NearestCentroidOptions
    readonly centroids: readonly (readonly number[])[]
    readonly predicted: readonly Label[]
  }[]
}

const { worlds, centroids } = readReference<Reference>('neighbors')

for (const { world, options, ...expected } of centroids) {
  test(`${world}, shrunk by ${options.shrinkThreshold ?? 'nothing'}: scikit-learn's centroids to 1e-9, and its labels`, () => {
    const { X: rows, y } = worlds[world]
    const X = denseMatrix(rows)
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
    for (const given of [X, toSparse(X)]) {
      const model = new NearestCentroid(options).fit(takeRows(given, range(0, 120)), y.slice(0, 120))
      assertClose(model.centroids.values, expected.centroids.flat(), 1e-9)
      assert.deepEqual(model.predict(takeRows(given, range(100, 150))), expected.predicted)
    }
  })
}

test('a class whose rows all weigh nothing is never predicted', () => {
  const X = denseMatrix([[0], [1], [5]])
  const model = new NearestCentroid().fit(X, ['a', 'b', 'c'], { sampleWeight: [1, 1, 0] })
  assert.deepEqual(model.predict(X), ['a', 'b', 'b'])
  assert.ok(model.decisionFunction(X).values.every(Number.isFinite))
})

test('a service reads texts by centroids, calibrated, and its explanations sum to the decision', async (t) => {
  const definition = textClassifier({
    data: csv('data.csv', { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), new CalibratedClassifier(new NearestCentroid(), { ensemble: false })],
  })
  const folder = temporaryFolder(t, { 'data.csv': tinyReviews() })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m: definition } as Definitions, context))
  const predictor = loadPredictor(draft)
  assert.equal((predictor.predict('a lovely park') as { label: string }).label, 'positive')
  const { explanation } = predictor.explain('lovely staff, terrible queue')
  const signs = new Map(explanation.map(({ feature, contribution }) => [feature, Math.sign(contribution)]))
  assert.deepEqual([signs.get('lovely'), signs.get('terrible')], [1, -1])
})
