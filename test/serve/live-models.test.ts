import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { SlipwayError } from 'slipway'
import { LiveModels, parsePins, silentLog } from 'slipway/serve'
import type { Predictor } from '../../src/model/contract.ts'
import { alice, fullStore, goodWord, liveModels, MemoryStore, smallApp, smallDefinition } from './world.ts'

test('a new version is used from one request to the next, and every place tells which', async () => {
  const store = fullStore()
  const models = await liveModels(store)
  const app = await smallApp({ models })
  const version = async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/models/v1/predict',
      payload: { inputs: ['a'] },
      headers: { authorization: alice },
    })
    return answer.json().version
  }
  assert.equal(await version(), 'first')
  store.put('v1', 'second', { created: '2026-12-01T00:00:00Z' })
  await models.look()
  assert.equal(await version(), 'second')
  assert.equal((await app.inject('/models/v1')).json().model_date, '2026-12-01T00:00:00Z')
  assert.equal((await app.inject('/readyz')).json().models.v1, 'second')
  const metrics = (await app.inject('/metrics')).body
  assert.match(metrics, /ml_model_info\{model="v1",kind="text-classifier",version="second"\} 1/)
  assert.match(metrics, /ml_predictions_total\{model="v1",version="first",label="negative"\} 1/)
  assert.match(metrics, /ml_predictions_total\{model="v1",version="second",label="negative"\} 1/)
})

test('a version without examples is asked something before it is ready, so that the first request need not wait', async () => {
  const asked: unknown[] = []
  const open = () => {
    const predictor = goodWord()
    const predict = (input: string) => {
      asked.push(input)
      return predictor.predict(typeof input === 'string' ? input : '')
    }
    return { ...predictor, predict } as Predictor
  }
  const columns = { n: { type: 'integer' }, brand: { type: ['string', 'null'] }, sold: { type: 'boolean' } }
  const input = { type: 'object', properties: columns, required: Object.keys(columns) }
  for (const manifest of [{}, { input }]) {
    const store = new MemoryStore().put('v1', 'bare', { golden: [], ...manifest })
    const loading = { allowWithoutGoldenRows: true }
    await new LiveModels({ v1: smallDefinition.models.v1! }, { store, log: silentLog, open, loading }).load()
  }
  assert.deepEqual(asked[0], 'a text')
  assert.deepEqual(asked.at(-1), { n: 0, brand: null, sold: false })
})

test('thousands of inputs of a route are answered by one version, and others get their turn in between', async () => {
  const store = fullStore()
  const models = await liveModels(store)
  const model = models.get('v1')!
  const inputs = Array.from({ length: 50_000 }, (_, i) => (i % 2 ? 'so good' : 'a'))
  let turns = 0
  const count = () => setImmediate(() => ++turns < 1000 && count())
  count()
  const answers = model.predictAll(inputs)
  store.put('v1', 'second')
  await models.look()
  assert.equal(model.version, 'second')
  const labels = (await answers).map((answer) => (answer as { readonly label: string }).label)
  assert.deepEqual(
    labels,
    inputs.map((input) => goodWord().predict(input).label),
  )
  assert.ok(turns > 1)
  const answered = model.answered.map(({ version, counts }) => [version, Object.fromEntries(counts)])
  assert.deepEqual(answered, [
    ['first', { negative: 25_000, positive: 25_000 }],
    ['second', { negative: 0, positive: 0 }],
  ])
})

test('a version whose golden rows differ is refused once and counted, and the old one goes on', async () => {
  const store = fullStore()
  const models = await liveModels(store)
  store.put('v1', 'bad', { golden: [{ input: 'so good', output: { label: 'negative' } }] })
  await models.look()
  await models.look()
  assert.equal(models.get('v1')!.version, 'first')
  assert.deepEqual(models.loads.get('v1')!.refused, 1)
  store.put('v1', 'good')
  await models.look()
  assert.equal(models.get('v1')!.version, 'good')
})

test('a version of another kind is refused', async () => {
  const store = fullStore().put('v1', 'other', { kind: 'vader' })
  await assert.rejects(
    new LiveModels(
      { v1: smallDefinition.models.v1! },
      {
        store: new MemoryStore().put('v1', 'other', { kind: 'vader' }),
        log: silentLog,
        open: () => goodWord() as Predictor,
      },
    ).load(),
    new SlipwayError(
      'ARTIFACT_CORRUPT',
      'v1: version other is a vader, the service declares a text-classifier; train again, or name another version.',
    ),
  )
  assert.ok(store)
})

test('at the start a current version that fails is passed over for the newest good one', async () => {
  const store = fullStore()
    .put('v1', 'second')
    .put('v1', 'bad', { golden: [{ input: 'so good', output: { label: 'negative' } }] })
  const models = await liveModels(store)
  assert.equal(models.get('v1')!.version, 'second')
  assert.equal(models.loads.get('v1')!.refused, 1)
})

test('a store that vanishes changes nothing', async () => {
  const store = fullStore()
  const models = await liveModels(store)
  store.gone = true
  await models.look()
  assert.equal(models.get('v1')!.version, 'first')
})

test('labels that the rule in the service does not name any more are said when a version is loaded', async () => {
  const said: { readonly facts: object; readonly message: string }[] = []
  const log = { ...silentLog, warn: (facts: object, message: string) => void said.push({ facts, message }) }
  const of = (label: string) => ({ options: { label: `(row) => row.country === 'US' ? ${label}` } })
  const renamed = of('"american" : "abroad"')
  const models = new LiveModels(
    { v1: { ...smallDefinition.models.v1!, ...renamed } },
    {
      store: new MemoryStore().put('v1', 'first', { ...of("'american' : 'foreign'"), labels: ['american', 'foreign'] }),
      log,
      open: () => goodWord() as Predictor,
    },
  )
  await models.load()
  const message = 'the version gives labels that the rule in the service does not name; train it again'
  assert.deepEqual(said, [{ facts: { model: 'v1', version: 'first', labels: ['foreign'] }, message }])
})

test('a card and its pictures are shown while the store is away, and those of a new version after it', async () => {
  const files = { 'README.md': { sha256: '', sizeBytes: 7 }, 'roc.svg': { sha256: '', sizeBytes: 6 } }
  const store = new MemoryStore().put('v1', 'first', { files })
  store.documents.set('README.md', '# First').set('roc.svg', '<svg/>')
  const models = await liveModels(store, { v1: smallDefinition.models.v1! })
  const app = await smallApp({ models })
  const authorization = `Basic ${btoa('alice:wonderland')}`
  const ask = async (path: string) => {
    const { statusCode, body } = await app.inject({ url: `/models/v1/${path}`, headers: { authorization } })
    return [statusCode, /First|Second|<svg.>/.exec(body)?.[0]]
  }
  await nextTurn()
  store.gone = true
  assert.deepEqual(await ask('card'), [200, 'First'])
  assert.deepEqual(await ask('card/roc.svg'), [200, '<svg/>'])
  assert.deepEqual(await ask('card/pr.svg'), [503, undefined], 'what it never had the store is asked for')

  store.gone = false
  store.put('v1', 'second', { files }).documents.set('README.md', '# Second')
  await models.look()
  await nextTurn()
  store.gone = true
  assert.deepEqual(await ask('card'), [200, 'Second'])
})

test('models that are missing are all named', async () => {
  const models = new LiveModels(smallDefinition.models, {
    store: new MemoryStore().put('open', 'first'),
    log: silentLog,
    open: () => goodWord() as Predictor,
  })
  await assert.rejects(models.load(), {
    code: 'MODEL_NOT_FOUND',
    message:
      'memory: has no version of model "v1"; `slipway train` writes one.\n' +
      'memory: has no version of model "v2"; `slipway train` writes one.',
  })
})

test('until the models are loaded the server is not ready, and what asks them is told to come back', async () => {
  const models = new LiveModels(smallDefinition.models, {
    store: fullStore(),
    log: silentLog,
    open: () => goodWord() as Predictor,
  })
  const app = await smallApp({ models })
  assert.equal((await app.inject('/livez')).statusCode, 200)
  const ready = await app.inject('/readyz')
  assert.equal(ready.statusCode, 503)
  assert.equal(ready.headers['retry-after'], '1')
  assert.deepEqual(ready.json(), { status: 'loading', models: { v1: null, v2: null, open: null } })
  const early = await app.inject({ url: '/v1/sentiment?sentence=good', headers: { authorization: alice } })
  assert.equal(early.statusCode, 503)
  assert.equal(early.headers['retry-after'], '1')
  assert.equal(early.json().detail, 'Model "v1" is still being loaded; try again in a moment.')
  await models.load()
  assert.equal((await app.inject('/readyz')).statusCode, 200)
})

test('MODEL_VERSION pins versions and tags, for one model or for all', async () => {
  const store = fullStore().put('v1', 'second').put('v2', 'second')
  const at = async (text: string) => {
    const pins = parsePins(text, ['v1', 'v2', 'open'])
    const models = new LiveModels(smallDefinition.models, {
      store,
      log: silentLog,
      pins,
      open: () => goodWord() as Predictor,
    })
    await models.load()
    return models.all.map((model) => model.version)
  }
  assert.deepEqual(await at(''), ['second', 'second', 'first'])
  assert.deepEqual(await at('v1=first'), ['first', 'second', 'first'])
  assert.deepEqual(await at('v1=first, v2=v1.0'), ['first', 'first', 'first'])
  assert.deepEqual(await at('first'), ['first', 'first', 'first'])
  assert.throws(() => parsePins('v3=first', ['v1', 'v2']), {
    code: 'INVALID_OPTION',
    message: 'MODEL_VERSION: expected a version, or MODEL=VERSION with one of v1, v2, got "v3=first".',
  })
})
