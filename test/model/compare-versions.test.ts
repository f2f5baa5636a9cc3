import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv, LogisticRegression, TfidfVectorizer, textClassifier, vader } from 'slipway'
import { compareVersions, type Definitions, seenRowsFile, trainModels } from 'slipway/model'
import type { Manifest } from '../../src/artifact/contract.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const

/** Reviews of which no two are the same; which of 300 words is in one says whether it is praise. */
function reviews(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, k) => {
    const word = ((from + k) * 7) % 300
    return `word${word} number ${from + k},${word % 2 === 0 ? 5 : 1}`
  })
  return ['text,stars', ...lines, ''].join('\n')
}

async function train(t: Parameters<typeof temporaryFolder>[0], rows: string) {
  const v1 = textClassifier({
    data: csv('reviews.csv', { columns }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), new LogisticRegression()],
  })
  const folder = temporaryFolder(t, { 'reviews.csv': rows })
  const context = { service: 'reviews', folder, library: 'test', examples: {}, now: () => new Date(0) }
  const models = { v1, v2: vader({ testOn: 'v1' }) } as unknown as Definitions
  return Array.fromAsync(trainModels(models, context))
}

type Trained = Awaited<ReturnType<typeof train>>[number]

const champion = ({ draft }: Trained, withRows = true) => ({
  parts: draft.parts,
  manifest: draft.manifest as Manifest,
  seenRows: withRows ? (draft.documents[seenRowsFile] as Uint8Array) : undefined,
})
const challenger = ({ draft, held }: Trained) => ({ manifest: draft.manifest as Manifest, held })

test('two versions are compared on the held-out rows that neither has learned from', async (t) => {
  const [old] = await train(t, reviews(0, 600))
  const [grown] = await train(t, reviews(0, 1200))
  assert.ok(old && grown)
  const better = compareVersions(challenger(grown), champion(old))
  // Of 240 held-out rows about half were in the first 600, which the older version was fitted on.
  assert.ok(better?.rows && better.rows > 90 && better.rows < 150, String(better?.rows))
  assert.equal(better.isWorse, false)
  // An older library kept no rows.
  assert.equal(compareVersions(challenger(grown), champion(old, false))?.rows, undefined)
})

test('a version that learned from too few rows is worse than the one in use', async (t) => {
  const [current] = await train(t, reviews(0, 1200))
  // Each word once: of a held-out row nothing was learned.
  const [poor] = await train(t, reviews(6000, 6300))
  assert.ok(current && poor)
  const comparison = compareVersions(challenger(poor), champion(current))
  assert.equal(comparison?.rows, 60)
  assert.equal(comparison.macroF1?.current, 1)
  assert.ok((comparison.macroF1?.challenger ?? 1) < 0.7 && comparison.isWorse)
})

test('the same rows split in the same way are compared by their scores', async (t) => {
  const [one] = await train(t, reviews(0, 1200))
  assert.ok(one)
  assert.deepEqual(compareVersions(challenger(one), champion(one)), {
    ...{ rows: 240, macroF1: { challenger: 1, current: 1 }, margin: 0.005, isWorse: false },
  })
})

test('a version that lost a label is worse; one of a model that the service declares anew is not compared', async (t) => {
  const [one, rules] = await train(t, reviews(0, 1200))
  assert.ok(one && rules)
  const poor = { ...challenger(one).manifest, labels: ['positive'] }
  const lost = compareVersions({ manifest: poor }, champion(one))
  assert.deepEqual(lost?.lostLabels, ['negative'])
  assert.equal(lost.isWorse, true)
  assert.equal(compareVersions({ manifest: { ...poor, options: { C: 2 } } }, champion(one)), undefined)
  assert.equal(compareVersions(challenger(rules), champion(rules))?.rows, 240)
})
