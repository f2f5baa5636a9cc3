import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { csv, LogisticRegression, MultinomialNB, TfidfVectorizer, textClassifier, vader } from 'slipway'
import { type Definitions, isStale, tablesOf, trainModels } from 'slipway/model'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

type Classifier = Parameters<typeof textClassifier>[0]['pipeline'][1]

function sentiment(file: string, classifier: Classifier) {
  return textClassifier({
    data: csv(file, { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), classifier],
  })
}

const models = {
  v1: sentiment('reviews.csv', new LogisticRegression()),
  other: sentiment('others.csv', new MultinomialNB()),
  v2: sentiment('reviews.csv', new MultinomialNB()),
  v3: vader({ testOn: 'v1' }),
} as Definitions
const files = { 'reviews.csv': tinyReviews(), 'others.csv': tinyReviews().replaceAll('park', 'garden') }
const contextOf = (folder: string) => ({
  ...{ service: 's', folder, library: 'slipway test', examples: {} },
  now: () => new Date('2026-11-22T10:15:00Z'),
})

test('rows that several models learn from are read once, and each learns what it learns alone', async (t) => {
  const folder = temporaryFolder(t, files)
  const drafts = new Map<string, unknown>()
  for await (const { name, draft } of trainModels(models, contextOf(folder))) {
    drafts.set(name, draft.parts)
    // Whoever reads the file again from here on finds none.
    if (name === 'v1') rmSync(join(folder, 'reviews.csv'))
  }
  assert.deepEqual([...drafts.keys()], ['v1', 'other', 'v2', 'v3'])
  for (const [name, parts] of drafts) {
    const alone = contextOf(temporaryFolder(t, files))
    const [{ draft }] = await Array.fromAsync(trainModels(models, alone, [name]))
    assert.deepEqual(parts, draft.parts, name)
  }
})

test('rows that one model learns from are read when its turn comes', async (t) => {
  const folder = temporaryFolder(t, files)
  const run = trainModels(models, contextOf(folder))
  await run.next()
  rmSync(join(folder, 'others.csv'))
  await assert.rejects(run.next(), { code: 'DATA_NOT_FOUND' })
})

test('whether models are out of date is told by one read of the rows that they share', async (t) => {
  const folder = temporaryFolder(t, files)
  const names = ['v1', 'v2', 'v3']
  const trained = await Array.fromAsync(trainModels(models, contextOf(folder), names))
  const tables = tablesOf(models, {}, names)
  for (const { name, draft } of trained) {
    const manifest = draft.manifest as Parameters<typeof isStale>[2]
    assert.equal(await isStale(name, models, manifest, { folder, tables }), false)
    rmSync(join(folder, 'reviews.csv'), { force: true })
  }
})
