import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { LiveModels, silentLog } from 'slipway/serve'
import type { Predictor } from '../../src/model/contract.ts'
import type { UnseenPolicy } from '../../src/service/contract.ts'
import { alice, fullStore, goodWord, smallApp, smallDefinition } from './world.ts'

/** A model that has never seen a text with "odd" in it. */
const careful: Predictor<string> = {
  ...goodWord(),
  findUnseen: (input, path) => (input.includes('odd') ? [{ path: `${path}/word`, message: 'never seen.' }] : []),
}

async function predict(t: TestContext, inputs: readonly string[], unseenValues?: UnseenPolicy) {
  const models = new LiveModels(smallDefinition.models, {
    ...{ store: fullStore(), log: silentLog, open: () => careful as Predictor },
  })
  await models.load()
  const app = await smallApp({ models }, { ...smallDefinition, ...(unseenValues && { unseenValues }) } as never)
  t.after(() => app.close())
  const response = await app.inject({
    ...{ method: 'POST', url: '/models/open/predict', headers: { authorization: alice } },
    payload: { inputs },
  })
  return { status: response.statusCode, body: response.json() }
}

test('values that training never saw are reported behind the predictions', async (t) => {
  const { status, body } = await predict(t, ['good', 'odd', 'bad', 'odd too'])
  assert.equal(status, 200)
  assert.equal(body.predictions.length, 4)
  assert.deepEqual(body.warnings, [
    { path: '/1/word', message: 'never seen.' },
    { path: '/3/word', message: 'never seen.' },
  ])
})

test('a response without such a value has no warnings', async (t) => {
  assert.ok(!Object.hasOwn((await predict(t, ['good'])).body, 'warnings'))
})

test('a hundred warnings are enough, of a batch in slices too', async (t) => {
  const inputs = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? 'good' : 'odd'))
  const { body } = await predict(t, inputs)
  assert.equal(body.predictions.length, 5000)
  assert.equal(body.warnings.length, 100)
  assert.equal(body.warnings.at(-1).path, '/199/word')
})

test('a service can refuse such values, or say nothing of them', async (t) => {
  const refused = await predict(t, ['good', 'odd'], 'refuse')
  assert.equal(refused.status, 400)
  assert.deepEqual(refused.body.errors, [{ path: '/inputs/1/word', message: 'never seen.' }])
  const ignored = await predict(t, ['good', 'odd'], 'ignore')
  assert.equal(ignored.status, 200)
  assert.ok(!Object.hasOwn(ignored.body, 'warnings'))
})

test('another policy is refused at declaration', async () => {
  await assert.rejects(smallApp({}, { ...smallDefinition, unseenValues: 'shout' } as never), {
    message: /\/unseenValues: expected "warn", "refuse" or "ignore", got "shout"\./,
  })
})
