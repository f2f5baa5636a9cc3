import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  ColumnTransformer,
  csv,
  DecisionTreeClassifier,
  GaussianNB,
  HistGradientBoostingClassifier,
  LogisticRegression,
  RandomForestClassifier,
  tabularClassifier,
} from 'slipway'
import { checkGolden, type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { commonValues } from '../../src/model/train/common-values.ts'
import { classScores } from '../support/scores.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { price: 'number?', brand: 'category?', note: 'text', new: 'boolean', shop: 'integer', bought: 'text' }
type Pipeline = Parameters<typeof tabularClassifier>[0]['pipeline']

/** Cheap things of brand a are bought; one price and one brand in ten are missing. */
function shopRows(n = 200): string {
  const lines = Array.from({ length: n }, (_, i) => {
    const price = (i * 37) % 100
    const brand = ['a', 'b', 'c'][i % 3]
    const bought = price < 50 || brand === 'a'
    const note = bought ? 'nice thing' : 'dear thing'
    return `${i % 10 === 7 ? '' : price},${i % 10 === 3 ? '' : brand},${note},${i % 2},${i % 4},${bought ? 'yes' : 'no'}`
  })
  return ['price,brand,note,new,shop,bought', ...lines, ''].join('\n')
}

function shop(pipeline: Pipeline = [new LogisticRegression()]) {
  return tabularClassifier({
    data: csv('shop.csv', { columns: columns as Record<keyof typeof columns, 'text?'> }),
    features: { price: 'number', brand: 'category', note: 'text', new: 'number', shop: 'category' } as never,
    label: (row) => row.bought,
    pipeline,
  })
}

async function trained(t: TestContext, pipeline?: Pipeline, examples: readonly object[] = []) {
  const folder = temporaryFolder(t, { 'shop.csv': shopRows() })
  const context = { service: 'shop', folder, library: 'slipway test', examples: { m: examples }, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(
    trainModels({ m: shop(pipeline) } as unknown as Definitions, context as never),
  )
  return draft
}

const row = { price: 20, brand: 'a', note: 'nice', new: true, shop: 2 }
const classifiers = [
  [new LogisticRegression()],
  [new ColumnTransformer({ number: 'minmax', minFrequency: 5 }), new LogisticRegression()],
  [new GaussianNB()],
  [new DecisionTreeClassifier({ maxDepth: 4 })],
  [new RandomForestClassifier({ nEstimators: 20 })],
  [new HistGradientBoostingClassifier({ maxIter: 30, minSamplesLeaf: 3 })],
] as const satisfies readonly Pipeline[]

test('a table model answers with a label and probabilities, whatever classifier it has', async (t) => {
  for (const pipeline of classifiers) {
    const draft = await trained(t, pipeline)
    const { label, probabilities } = loadPredictor(draft).predict(row) as Prediction
    assert.equal(label, 'yes')
    assert.ok(Math.abs(probabilities.no + probabilities.yes - 1) < 1e-12)
    assert.ok(classScores(draft).accuracy > 0.8)
  }
})

test('an explanation by column sums with its bias to the decision', async (t) => {
  for (const pipeline of classifiers) {
    const predictor = loadPredictor(await trained(t, pipeline))
    for (const input of [row, { ...row, price: null, brand: 'unheard of' }]) {
      const { yes } = (predictor.predict(input) as Prediction).probabilities
      const { bias, explanation } = predictor.explain(input)
      const sum = explanation.reduce((total, { contribution }) => total + contribution, bias)
      const isShare = /RandomForest|DecisionTree/.test(pipeline.at(-1)!.kind)
      const expected = isShare ? yes : Math.log(yes / (1 - yes))
      // Beyond a log-odds of 30 a probability is 1 to its last digits and tells no more.
      if (Math.abs(expected) > 30) assert.ok(sum * Math.sign(expected) > 30, `${sum} ${expected}`)
      else assert.ok(Math.abs(sum - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${sum} ${expected}`)
      assert.ok(explanation.every(({ feature }) => feature in row))
    }
  }
})

test('contributions are told from the mean over the rows of training, whatever the classifier', async (t) => {
  const rows = shopRows()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [price = '', brand = '', note, isNew, shop] = line.split(',')
      return {
        ...{ price: price === '' ? null : Number(price), brand: brand === '' ? null : brand, note },
        ...{ new: isNew === '1', shop: Number(shop) },
      }
    })
  for (const pipeline of classifiers) {
    const predictor = loadPredictor(await trained(t, pipeline))
    const sums: Record<string, number> = {}
    for (const one of rows)
      for (const { feature, contribution } of predictor.explain(one).explanation)
        sums[feature] = (sums[feature] ?? 0) + contribution / rows.length
    for (const [feature, mean] of Object.entries(sums))
      assert.ok(Math.abs(mean) < 1e-6, `${pipeline.at(-1)!.kind}: ${feature} ${mean}`)
  }
})

test('many rows are answered as one by one, in their order', async (t) => {
  const predictor = loadPredictor(await trained(t))
  const rows = [row, { ...row, price: 90, brand: 'c', note: 'dear' }, { ...row, brand: null }]
  assert.deepEqual(
    predictor.predictMany(rows),
    rows.map((one) => predictor.predict(one)),
  )
})

test('a row that does not fit is refused with everything that is wrong with it', async (t) => {
  const predictor = loadPredictor(await trained(t))
  assert.deepEqual(predictor.checkInput(row, '/inputs/0'), [])
  assert.deepEqual(predictor.checkInput({ ...row, price: null, brand: null }, '/inputs/0'), [])
  const { price, ...others } = row
  assert.deepEqual(predictor.checkInput({ ...others, new: null, shop: 1.5, 'a/b': 1 }, '/inputs/0'), [
    { path: '/inputs/0/price', message: 'is missing; a missing value is written null.' },
    { path: '/inputs/0/new', message: 'expected true or false, got null.' },
    { path: '/inputs/0/shop', message: 'expected a whole number, got 1.5.' },
    { path: '/inputs/0/a~1b', message: 'is no column of this model; it has price, brand, note, new, shop.' },
  ])
  for (const value of ['text', null, [1], undefined]) {
    assert.match(predictor.checkInput(value, '/inputs/0')[0]!.message, /^expected an object with a value for each/)
  }
})

test('the schema of a row has the columns with the values that many rows have; golden rows and card are the model’s', async (t) => {
  const draft = await trained(t, undefined, [row])
  assert.deepEqual(draft.manifest.input, {
    type: 'object',
    properties: {
      price: { type: ['number', 'null'] },
      brand: { type: ['string', 'null'], examples: ['a', 'b', 'c'] },
      note: { type: 'string' },
      new: { type: 'boolean' },
      shop: { type: 'integer' },
    },
    required: ['price', 'brand', 'note', 'new', 'shop'],
    additionalProperties: false,
  })
  checkGolden(loadPredictor(draft), draft.manifest)
  const card = String(draft.documents['README.md'])
  assert.match(card, /pipeline_tag: tabular-classification/)
  assert.match(card, /price \(number\), brand \(category\), note \(text\), new \(number\), shop \(category\)/)
})

test('a feature that the source does not have, or cannot be treated so, is refused where it is declared', () => {
  const data = csv('shop.csv', { columns: { price: 'number', brand: 'category', bought: 'category' } })
  const declare = (features: object) => () =>
    tabularClassifier({ data, features: features as never, label: (row) => row.bought, pipeline: [new GaussianNB()] })
  assert.throws(declare(['price', 'colour']), {
    code: 'INVALID_SERVICE',
    message: 'tabularClassifier: /features/colour: the source has no such column; it has price, brand, bought.',
  })
  assert.throws(declare({ price: 'text', brand: 'number' }), {
    message:
      'tabularClassifier: /features/price: a column of the type "number" can be treated as number, not as text; ' +
      '/features/brand: a column of the type "category" can be treated as category or text, not as number.',
  })
  assert.throws(declare([]), { message: 'tabularClassifier: /features: expected at least one column.' })
})

test('a value that few rows have stays out of the schema, which everybody may read', () => {
  const feature = { name: 'brand', type: 'string', optional: false, treatedAs: 'category' } as const
  const rows = [...Array.from({ length: 5 }, () => ({ brand: 'common' })), { brand: 'alice@example.com' }]
  assert.deepEqual(commonValues([feature], rows), { brand: ['common'] })
})
