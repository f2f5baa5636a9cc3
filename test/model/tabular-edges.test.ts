import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  csv,
  GaussianNB,
  HistGradientBoostingClassifier,
  LogisticRegression,
  RandomForestClassifier,
  tabularClassifier,
} from 'slipway'
import { type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { openStore } from 'slipway/store'
import { temporaryFolder } from '../support/tiny-service.ts'

type Pipeline = Parameters<typeof tabularClassifier>[0]['pipeline']
const classifiers: readonly Pipeline[] = [
  [new LogisticRegression()],
  [new GaussianNB()],
  [new RandomForestClassifier({ nEstimators: 5 })],
  [new HistGradientBoostingClassifier({ maxIter: 5, minSamplesLeaf: 2 })],
]

/** Trains on a file, writes the version and reads it again, as a server does. */
async function trained(t: TestContext, lines: readonly string[], columns: object, pipeline: Pipeline) {
  const folder = temporaryFolder(t, { 'table.csv': `${lines.join('\n')}\n` })
  const names = Object.keys(columns).filter((name) => name !== 'label')
  const m = tabularClassifier({
    data: csv('table.csv', { columns: columns as { label: 'text' } }),
    features: names as never,
    label: (row) => (row.label === '' ? undefined : row.label),
    pipeline,
    refit: false,
  })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m } as unknown as Definitions, context))
  const store = openStore(folder, 's')
  return loadPredictor(await store.read('m', await store.write('m', draft)))
}

function assertAnswers(answer: Prediction, labels: readonly string[]): void {
  const shares = labels.map((label) => answer.probabilities[label])
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, JSON.stringify(answer))
  assert.ok(labels.includes(answer.label))
}

test('constant columns, columns without a value, 1e308, −0 and tiny numbers are learned from and answered', async (t) => {
  const lines = Array.from({ length: 40 }, (_, i) => {
    const huge = ['1e308', '-1e308', '0', '-0', '1e-320'][i % 5]
    return `7,,${huge},${i},same,,${i % 2 ? 'odd' : 'even'}`
  })
  const columns = {
    constant: 'number',
    empty: 'number?',
    huge: 'number',
    place: 'integer',
    word: 'category',
    gap: 'category?',
    label: 'text',
  } as const
  for (const pipeline of classifiers) {
    const model = await trained(t, ['constant,empty,huge,place,word,gap,label', ...lines], columns, pipeline)
    for (const row of [
      { constant: 7, empty: null, huge: 1e308, place: 3, word: 'same', gap: null },
      { constant: -0, empty: 5, huge: -1.7e308, place: -3, word: 'other', gap: 'new' },
    ]) {
      assert.deepEqual(model.checkInput(row, ''), [])
      assertAnswers(model.predict(row) as Prediction, ['even', 'odd'])
      assert.ok(model.explain(row).explanation.every(({ contribution }) => !Number.isNaN(contribution)))
    }
  }
})

test('columns named __proto__ and constructor are columns, and labels that look like numbers are texts', async (t) => {
  const lines = Array.from({ length: 30 }, (_, i) => `${i % 3},${i % 3 ? 'a' : 'b'},${['10', '9', '__proto__'][i % 3]}`)
  const columns = Object.fromEntries([
    ['__proto__', 'number'],
    ['constructor', 'category'],
    ['label', 'text'],
  ])
  for (const pipeline of classifiers) {
    const model = await trained(t, ['__proto__,constructor,label', ...lines], columns, pipeline)
    const row = JSON.parse('{"__proto__":1,"constructor":"a"}')
    assert.deepEqual(model.checkInput(row, ''), [])
    assert.deepEqual(
      model.checkInput({}, '').map(({ path }) => path),
      ['/__proto__', '/constructor'],
    )
    assertAnswers(model.predict(row) as Prediction, ['10', '9', '__proto__'])
  }
})

test('infinities are refused, in a file and in a row', async (t) => {
  const columns = { x: 'number', label: 'text' } as const
  await assert.rejects(trained(t, ['x,label', '1,a', 'Infinity,b', '2,a', '3,b'], columns, classifiers[0]!), {
    code: 'INVALID_DATA',
    message: /row 3, column "x": expected a finite number, got "Infinity"/,
  })
  const model = await trained(t, ['x,label', '1,a', '5,b', '2,a', '6,b'], columns, classifiers[0]!)
  assert.deepEqual(model.checkInput({ x: Number.POSITIVE_INFINITY }, ''), [
    { path: '/x', message: 'expected a number, got Infinity.' },
  ])
})

test('a column of a hundred thousand different words is learned from by boosting and by a linear model', async (t) => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `w${i},${i % 100},${i % 100 < 50 ? 'low' : 'high'}`)
  for (const pipeline of [classifiers[0]!, classifiers[3]!]) {
    const columns = { word: 'category', x: 'number', label: 'text' } as const
    const model = await trained(t, ['word,x,label', ...lines], columns, pipeline)
    assert.equal((model.predict({ word: 'w1', x: 3 }) as Prediction).label, 'low')
    assert.equal((model.predict({ word: 'never seen', x: 95 }) as Prediction).label, 'high')
  }
})
