import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LiveModels, readLoading } from 'slipway/serve'
import type { Predictor } from '../../src/model/contract.ts'
import type { Log } from '../../src/serve/log.ts'
import { fullStore, goodWord, smallApp, smallDefinition } from './world.ts'

function recordingLog() {
  const lines: string[] = []
  const write = (fields: { readonly model?: string; readonly err?: Error }, text: string) =>
    lines.push(`${fields.model}: ${text}${fields.err ? ` (${fields.err.message})` : ''}`)
  const log = { info: write, warn: write, error: write, debug: write } as unknown as Log
  return { lines, log }
}

test('a store that is silent is said and counted before its requests have failed', async () => {
  const store = fullStore()
  const { lines, log } = recordingLog()
  const live = new LiveModels({ v1: smallDefinition.models.v1! }, { store, log, open: () => goodWord() as Predictor })
  await live.load()
  const answer = store.current.bind(store)
  store.current = async (model) => {
    await sleep(3500)
    return answer(model)
  }
  const looking = live.look()
  await sleep(3000)
  assert.deepEqual(lines, [
    'v1: the store could not be asked; the version in use stays (no answer for 2.5 s; it is still being asked)',
  ])
  assert.equal(live.heard.get('v1')?.failures, 1)
  await looking
  assert.equal(lines.at(-1), 'v1: the store answers again')
})

test('metrics tell of a store that cannot be read, and of a version that was refused', async () => {
  const store = fullStore()
  const { log } = recordingLog()
  const live = new LiveModels(smallDefinition.models, { store, log, open: () => goodWord() as Predictor })
  await live.load()
  const app = await smallApp({ models: live })
  store.put('v2', 'other', { golden: [{ input: 'so good', output: { label: 'negative' } }] })
  await live.look()
  store.gone = true
  await live.look()
  await live.look()
  const { body } = await app.inject('/metrics')
  assert.match(body, /^ml_store_failures_total\{model="v1"\} 2$/m)
  assert.match(body, /^ml_store_answered_timestamp_seconds\{model="v1"\} 1\d{9}(\.\d+)?$/m)
  assert.match(body, /^ml_model_refused_info\{model="v2",version="other"\} 1$/m)
  assert.doesNotMatch(body, /ml_model_refused_info\{model="v1"/)
})

test('what a server is told about loading is checked, all problems at once', () => {
  assert.deepEqual(readLoading({}), {
    ...{ timeoutMs: 30_000, allowWithoutGoldenRows: false, allowOfOthers: false },
  })
  assert.deepEqual(readLoading({ MODEL_LOAD_TIMEOUT_MS: '500', ALLOW_VERSIONS: 'of-others, without-golden-rows' }), {
    ...{ timeoutMs: 500, allowWithoutGoldenRows: true, allowOfOthers: true },
  })
  assert.throws(() => readLoading({ MODEL_LOAD_TIMEOUT_MS: '0', ALLOW_VERSIONS: 'all' }), {
    code: 'INVALID_OPTION',
    message:
      'MODEL_LOAD_TIMEOUT_MS: expected milliseconds from 1, got "0".\nALLOW_VERSIONS: expected without-golden-rows, of-others, or both with a comma, got "all".',
  })
})
