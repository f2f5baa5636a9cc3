import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { csv, LogisticRegression, TfidfVectorizer, tabularClassifier, textClassifier, vader } from 'slipway'
import { type Definitions, isStale, tablesOf, trainModels } from 'slipway/model'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const
type Rule = (row: { readonly text: string; readonly stars: number }) => string | undefined
type Parity = (row: { readonly stars: number }) => boolean

function textModel(label: Rule, maxLength = 50_000) {
  const pipeline = [new TfidfVectorizer(), new LogisticRegression()] as const
  return textClassifier({ data: csv('reviews.csv', { columns }), text: 'text', label, pipeline, maxLength })
}

function tableModel(isOdd: Parity) {
  return tabularClassifier({
    data: csv('reviews.csv', { columns }),
    features: ['stars'],
    derive: { isOdd },
    label: (row) => (row.text.includes('garden') ? 'garden' : 'park'),
    pipeline: [new LogisticRegression()],
  })
}

/** Trains one model of a service in a folder, and tells whether it is stale in the service as declared later. */
async function trainThenCompare(t: Parameters<typeof temporaryFolder>[0], declared: object, name = 'v1') {
  const folder = temporaryFolder(t, {
    'reviews.csv': tinyReviews() + tinyReviews().replaceAll('park', 'garden').slice(11),
  })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date(0) }
  const [{ draft }] = await Array.fromAsync(trainModels(declared as Definitions, context, [name]))
  const manifest = draft.manifest as Parameters<typeof isStale>[2]
  return {
    folder,
    manifest,
    isStaleIn: (later: object, changed = manifest) => {
      const definitions = later as Definitions
      return isStale(name, definitions, changed, { folder, tables: tablesOf(definitions, {}) })
    },
  }
}

const ruleAbove =
  (limit: number): Rule =>
  (row) =>
    row.stars > limit ? 'positive' : 'negative'

test('a rule that gives other labels through a value outside of it makes a model stale', async (t) => {
  assert.equal(String(ruleAbove(3)), String(ruleAbove(5)))
  const { isStaleIn } = await trainThenCompare(t, { v1: textModel(ruleAbove(3)) })
  assert.equal(await isStaleIn({ v1: textModel(ruleAbove(3)) }), false)
  // No row has four stars: the labels are the same.
  assert.equal(await isStaleIn({ v1: textModel(ruleAbove(4)) }), false)
  assert.equal(await isStaleIn({ v1: textModel(ruleAbove(5)) }), true)
})

test('a rule that is only written differently does not', async (t) => {
  const { isStaleIn } = await trainThenCompare(t, { v1: textModel(ruleAbove(3)) })
  const rewritten: Rule = ({ stars }) => {
    if (stars <= 3) return 'negative'
    return 'positive'
  }
  assert.notEqual(String(rewritten), String(ruleAbove(3)))
  assert.equal(await isStaleIn({ v1: textModel(rewritten) }), false)
})

test('a rule that leaves out other rows makes a model stale', async (t) => {
  const { isStaleIn } = await trainThenCompare(t, { v1: textModel(ruleAbove(3)) })
  let seen = 0
  const sparing: Rule = (row) => (seen++ === 0 ? undefined : ruleAbove(3)(row))
  assert.equal(await isStaleIn({ v1: textModel(sparing) }), true)
})

test('derived columns are compared by their values, too', async (t) => {
  const oddFrom =
    (offset: number): Parity =>
    (row) =>
      (row.stars + offset) % 2 === 1
  const { isStaleIn } = await trainThenCompare(t, { v1: tableModel(oddFrom(0)) })
  assert.equal(await isStaleIn({ v1: tableModel(({ stars }) => stars % 2 === 1) }), false)
  assert.equal(await isStaleIn({ v1: tableModel(oddFrom(1)) }), true)
})

test('a model that is scored on the rows of another is stale when their labels change', async (t) => {
  const withRule = (limit: number) => ({ v1: vader({ testOn: 'v2' }), v2: textModel(ruleAbove(limit)) })
  const { isStaleIn } = await trainThenCompare(t, withRule(3))
  assert.equal(await isStaleIn(withRule(3)), false)
  assert.equal(await isStaleIn(withRule(5)), true)
})

test('other options and other rows make a model stale, as does a version that does not say what it learned', async (t) => {
  const declared = { v1: textModel(ruleAbove(3)) }
  const { folder, manifest, isStaleIn } = await trainThenCompare(t, declared)
  const { learnedSha256: _, ...older } = manifest
  assert.equal(await isStaleIn({ v1: textModel(ruleAbove(3), 100) }), true)
  assert.equal(await isStaleIn(declared, older), true)
  writeFileSync(join(folder, 'reviews.csv'), `${tinyReviews()}"one more, good",5\n`)
  assert.equal(await isStaleIn(declared), true)
})
