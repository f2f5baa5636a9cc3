import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { csv, LogisticRegression, TfidfVectorizer, textClassifier } from 'slipway'
import { type Definitions, trainModels } from 'slipway/model'
import { LiveModels, silentLog } from 'slipway/serve'
import { openStore } from 'slipway/store'
import type { ArtifactDraft } from '../../src/artifact/contract.ts'
import { Overruns } from '../../src/serve/models/overruns.ts'
import { TimeLimit } from '../../src/serve/models/time-limit.ts'
import { tryVersion } from '../../src/serve/models/trial.ts'
import type { Models } from '../../src/service/contract.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

/** Slow, as each character is held against every choice. */
const tokenPattern = `(?:${Array.from({ length: 150 }, (_, i) => `z${i}`).join('|')}|\\w+)`
const mood = textClassifier({
  data: csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } }),
  text: 'text',
  label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
  pipeline: [new TfidfVectorizer({ tokenPattern }), new LogisticRegression()],
})
const models = { mood } as unknown as Models

/** Where servers of this test remember what took too long. */
function ownTemporaryFolder(t: TestContext): void {
  const before = process.env.TMPDIR
  process.env.TMPDIR = temporaryFolder(t)
  t.after(() => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  })
}

async function draft(t: TestContext, created: string, golden?: ArtifactDraft['manifest']['golden']) {
  const folder = temporaryFolder(t, { 'reviews.csv': tinyReviews() })
  const now = () => new Date(created)
  const context = { service: 'reviews', folder, library: 'test', examples: {}, now }
  const [trained] = await Array.fromAsync(trainModels({ mood } as unknown as Definitions, context))
  assert.ok(trained)
  return { ...trained.draft, manifest: { ...trained.draft.manifest, ...(golden && { golden }) } }
}

/** So long a text takes ten seconds and more. */
const endless = [{ input: 'word '.repeat(600_000), output: { label: 'positive' } }]

test('work that would run for ever is ended, in one piece or in many', () => {
  const forEver = () => {
    while (true);
  }
  const message =
    'v1 took more than 0.1 s to load and to recompute its golden rows; train again, or raise MODEL_LOAD_TIMEOUT_MS.'
  assert.throws(() => new TimeLimit(100, 'v1').run(forEver), { code: 'VERSION_OVERRUN', message })
  const limit = new TimeLimit(100, 'v1')
  function* steps(): Generator<void, number> {
    for (;;) {
      const until = performance.now() + 10
      while (performance.now() < until);
      yield
    }
  }
  assert.throws(() => [...limit.steps(steps())], { code: 'VERSION_OVERRUN' })
  assert.equal(
    new TimeLimit(1000, 'v1').run(() => 42),
    42,
  )
  assert.throws(() => new TimeLimit(1000, 'v1').run(() => JSON.parse('{')), SyntaxError)
})

test('a version is tried in another thread, and comes back as it was', async (t) => {
  const store = openStore(temporaryFolder(t), 'reviews')
  const version = await store.write('mood', await draft(t, '2026-11-22T10:00:00Z'))
  const [before, after] = [await store.read('mood', version), await store.read('mood', version)]
  assert.deepEqual(await tryVersion(after, 'mood', 20_000), before)
  const golden = [{ input: 'great ride', output: { label: 'neutral' } }]
  const wrong = await store.write('mood', await draft(t, '2026-11-22T11:00:00Z', golden))
  await assert.rejects(tryVersion(await store.read('mood', wrong), 'mood', 20_000), { code: 'GOLDEN_MISMATCH' })
})

test('a version that takes too long is refused while the old one serves, and a restart does not begin with it', async (t) => {
  ownTemporaryFolder(t)
  const store = openStore(temporaryFolder(t), 'reviews')
  const good = await store.write('mood', await draft(t, '2026-11-22T10:00:00Z'))
  const loading = { timeoutMs: 3000 }
  const live = new LiveModels(models, { store, log: silentLog, loading })
  await live.load()
  const slow = await store.write('mood', await draft(t, '2026-11-22T11:00:00Z', endless))

  let longest = 0
  let last = performance.now()
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 10)
  await live.look()
  clearInterval(clock)
  assert.equal(live.get('mood')?.version, good)
  assert.deepEqual({ ...live.loads.get('mood'), seconds: 0 }, { done: 1, refused: 1, refusedVersion: slow, seconds: 0 })
  assert.ok(longest < 1500, `requests waited for ${longest} ms`)

  const started = performance.now()
  const restarted = new LiveModels(models, { store, log: silentLog, loading })
  await restarted.load()
  assert.equal(restarted.get('mood')?.version, good)
  assert.equal(restarted.loads.get('mood')?.refusedVersion, slow)
  assert.ok(performance.now() - started < 3000)
  assert.equal(await new Overruns(store).has('mood', slow), true)

  const mended = await store.write('mood', await draft(t, '2026-11-22T12:00:00Z'))
  await restarted.look()
  assert.equal(restarted.get('mood')?.version, mended)
  assert.equal(restarted.loads.get('mood')?.refusedVersion, undefined)
})

test('a server that starts with a version that takes too long gives it up, and serves the one that was current before', async (t) => {
  ownTemporaryFolder(t)
  const store = openStore(temporaryFolder(t), 'reviews')
  const good = await store.write('mood', await draft(t, '2026-11-22T10:00:00Z'))
  await store.write('mood', await draft(t, '2026-11-22T09:00:00Z', endless))
  const live = new LiveModels(models, { store, log: silentLog, loading: { timeoutMs: 1000 } })
  const started = performance.now()
  await live.load()
  assert.equal(live.get('mood')?.version, good)
  assert.ok(performance.now() - started < 6000)
})

for (const [what, change, message, loading] of [
  [
    'without golden rows',
    { golden: [] },
    'has no golden rows to check it by; train again, or set ALLOW_VERSIONS=without-golden-rows.',
    { allowWithoutGoldenRows: true },
  ],
  [
    'of another service',
    { service: 'complaints' },
    'was trained as complaints/mood, not as reviews/mood; train again, or set ALLOW_VERSIONS=of-others.',
    { allowOfOthers: true },
  ],
] as const) {
  test(`a version ${what} is refused unless it is asked for`, async (t) => {
    const store = openStore(temporaryFolder(t), 'reviews')
    const { manifest, ...rest } = await draft(t, '2026-11-22T10:00:00Z')
    const version = await store.write('mood', { ...rest, manifest: { ...manifest, ...change } })
    await assert.rejects(new LiveModels(models, { store, log: silentLog }).load(), {
      code: 'ARTIFACT_CORRUPT',
      message: `mood: version ${version} ${message}`,
    })
    const live = new LiveModels(models, { store, log: silentLog, loading })
    await live.load()
    assert.equal(live.get('mood')?.version, version)
  })
}
