import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { csv, LogisticRegression, TfidfVectorizer, textClassifier } from 'slipway'
import { trainModels } from 'slipway/model'
import { LiveModels, silentLog } from 'slipway/serve'
import { openStore, type WritableStore } from 'slipway/store'
import { loadingPredictor, loadPredictor } from '../../src/model/load.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const model = textClassifier({
  data: csv('rows.csv', { columns: { text: 'text', mood: 'category' } }),
  text: 'text',
  label: (row) => (row.mood === 'good' ? 'good' : 'bad'),
  pipeline: [new TfidfVectorizer({ analyzer: 'char_wb', ngramRange: [2, 5] }), new LogisticRegression()],
  refit: false,
  card: { learningCurve: false },
})

/** Two versions of a model of some megabytes: made-up words, in pieces. */
async function twoVersions(t: TestContext): Promise<{ readonly store: WritableStore; readonly versions: string[] }> {
  let state = 1
  const random = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % n
  }
  const word = () => Array.from({ length: 3 + random(6) }, () => String.fromCharCode(97 + random(26))).join('')
  const rows = Array.from({ length: 400 }, (_, i) => {
    const mood = i % 2 ? 'good' : 'bad'
    return `${mood} ${Array.from({ length: 12 }, word).join(' ')},${mood}`
  })
  const folder = temporaryFolder(t, { 'rows.csv': ['text,mood', ...rows, ''].join('\n') })
  const store = openStore(join(folder, 'store'), 'small')
  const context = { service: 'small', folder, library: 'slipway 0.1.0', examples: {}, now: () => new Date(0) }
  const versions: string[] = []
  for await (const { draft } of trainModels({ mood: model }, context)) {
    for (const created of ['2026-11-22T10:15:00Z', '2026-11-23T10:15:00Z']) {
      versions.push(await store.write('mood', { ...draft, manifest: { ...draft.manifest, created } }))
    }
  }
  return { store, versions }
}

/** What is held after the garbage is collected, in bytes. */
function heldBytes(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test('a large version is made ready bit by bit, so that requests come in between, and is the same', async (t) => {
  const { store, versions } = await twoVersions(t)
  const artifact = await store.read('mood', versions[0]!)
  const loading = loadingPredictor(artifact)
  let pauses = 0
  let step = loading.next()
  for (; !step.done; step = loading.next()) pauses++
  const terms = artifact.parts.vectorizer!.tensors.termsOffsets!.data.length
  assert.ok(terms > 10_000 && pauses > terms / 512, `${pauses} pauses for ${terms} terms`)
  const text = 'good words and bad ones'
  assert.deepEqual(step.value.predict(text), loadPredictor(artifact).predict(text))
})

test('twenty swaps hold no more memory than five', async (t) => {
  const { store, versions } = await twoVersions(t)
  const models = new LiveModels({ mood: model }, { store, log: silentLog })
  await models.load()
  let fifth = 0
  for (let swap = 1; swap <= 20; swap++) {
    const version = versions[swap % 2]!
    await store.use('mood', version)
    await models.look()
    assert.equal(models.get('mood')!.version, version)
    if (swap === 5) fifth = heldBytes()
  }
  const held = heldBytes()
  t.diagnostic(`${(fifth / 1e6).toFixed(1)} MB after five swaps, ${(held / 1e6).toFixed(1)} MB after twenty`)
  assert.ok(held < 1.1 * fifth, `${held} bytes after twenty swaps, ${fifth} after five`)
  assert.deepEqual(models.loads.get('mood')!.refused, 0)
})
