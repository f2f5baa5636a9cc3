import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { csv, HistGradientBoostingClassifier, LogisticRegression, row, tabularClassifier } from 'slipway'
import { checkGolden, type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { parseMoment } from '../../src/model/moment.ts'
import { classScores } from '../support/scores.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { when: 'datetime', born: 'date?', state: 'category' } as const

/** Alarms go off at night. */
function alarms(): string {
  const lines = Array.from({ length: 240 }, (_, i) => {
    const when = new Date(Date.UTC(2025, 0, 1) + i * 7 * 3_600_000)
    const state = when.getUTCHours() < 6 ? 'alarm' : 'quiet'
    return `${when.toISOString().slice(0, 19).replace('T', ' ')},${i % 5 === 0 ? '' : `19${60 + (i % 30)}-05-01`},${state}`
  })
  return ['when,born,state', ...lines, ''].join('\n')
}

async function trained(t: TestContext, pipeline: readonly [LogisticRegression | HistGradientBoostingClassifier]) {
  const definition = tabularClassifier({
    data: csv('alarms.csv', { columns }),
    features: ['when', 'born'],
    label: (row) => row.state,
    pipeline,
  })
  const folder = temporaryFolder(t, { 'alarms.csv': alarms() })
  const examples = { m: [{ when: '2025-02-01T03:00:00', born: null }] }
  const context = { service: 's', folder, library: 'slipway test', examples, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m: definition } as unknown as Definitions, context))
  return draft
}

test('a model learns the hour out of times, and takes them as ISO strings, with a zone or without', async (t) => {
  const draft = await trained(t, [new HistGradientBoostingClassifier({ maxIter: 30, minSamplesLeaf: 3 })])
  assert.ok(classScores(draft).accuracy > 0.95)
  const predictor = loadPredictor(draft)
  checkGolden(predictor, draft.manifest)
  const label = (when: string) => (predictor.predict({ when, born: '1970-05-01' }) as Prediction).label
  assert.equal(label('2025-02-02T03:00:00Z'), 'alarm')
  assert.equal(label('2025-02-02T13:00:00'), 'quiet')
  assert.equal(label('2025-02-02T13:00:00+10:00'), 'alarm')
})

test('dates are numbers to a linear model as well, and explained as one column', async (t) => {
  const predictor = loadPredictor(await trained(t, [new LogisticRegression()]))
  const { explanation } = predictor.explain({ when: '2025-02-02T03:00:00Z', born: null })
  assert.deepEqual(explanation.map(({ feature }) => feature).toSorted(), ['born', 'when'])
})

test('what is no date in a request is told so, with one that is', async (t) => {
  const predictor = loadPredictor(await trained(t, [new LogisticRegression()]))
  assert.deepEqual(predictor.checkInput({ when: '2025-02-30T00:00', born: '1.5.1970' }, ''), [
    { path: '/when', message: 'expected a time such as "2025-01-31T06:00:00", got "2025-02-30T00:00".' },
    { path: '/born', message: 'expected a date such as "2025-01-31" or null, got "1.5.1970".' },
  ])
  assert.deepEqual(predictor.checkInput({ when: '2025-02-28', born: '1970-05-01' }, ''), [])
})

test('the schema of a row says which strings are dates', () => {
  const { properties } = row(columns, ['when', 'born']) as unknown as { properties: object }
  assert.deepEqual(properties, {
    when: { type: 'string', format: 'iso-date-time' },
    born: { type: ['string', 'null'], format: 'date' },
  })
})

test('moments are read by ISO 8601 and nothing looser', () => {
  assert.equal(parseMoment('2025-01-31T06:00:00.5+01:30'), Date.UTC(2025, 0, 31, 4, 30, 0, 500))
  assert.equal(parseMoment('0099-12-31'), Date.parse('0099-12-31T00:00:00Z'))
  for (const text of ['2025-02-29', '2025-13-01', '2025-01-01T24:00', '31.01.2025', '2025-1-1', '', '2025-01-01T06']) {
    assert.ok(Number.isNaN(parseMoment(text)), text)
  }
})
