import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  csv,
  HistGradientBoostingClassifier,
  LogisticRegression,
  TfidfVectorizer,
  tabularClassifier,
  textClassifier,
} from 'slipway'
import { type Definitions, trainModels } from 'slipway/model'
import { wilsonInterval } from '../../src/model/train/wilson-interval.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { age: 'number', group: 'category?', code: 'integer', label: 'category?' } as const

/** What is said about a model of these lines, and its card. */
async function warnings(
  t: TestContext,
  lines: readonly string[],
  features: readonly (keyof typeof columns)[],
  options = {},
) {
  const definition = tabularClassifier({
    data: csv('data.csv', { columns, ...options }),
    features: features as ('age' | 'group' | 'code')[],
    label: (row) => row.label,
    pipeline: [new HistGradientBoostingClassifier({ maxIter: 20, minSamplesLeaf: 5 })],
  })
  return trained(t, definition, ['age,group,code,label', ...lines, ''].join('\n'))
}

async function trained(t: TestContext, definition: unknown, content: string) {
  const folder = temporaryFolder(t, { 'data.csv': content })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m: definition } as Definitions, context))
  const { warnings = [] } = draft.manifest.metrics
  return { warnings, card: (draft.documents as { readonly [name: string]: string })['README.md'] ?? '' }
}

/** Numbers from 0 to 100 that say nothing. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898 + 1) * 43758.5453
  return Math.round(1000 * (x - Math.floor(x))) / 10
}

const rows = (n: number, write: (i: number) => string) => Array.from({ length: n }, (_, i) => write(i))
const older = (i: number) => (noise(i) + noise(i + 500) / 2 > 75 ? 'yes' : 'no')

test('of a model that learned something from enough rows nothing is said', async (t) => {
  const { warnings: said, card } = await warnings(
    t,
    rows(300, (i) => `${noise(i)},g${i % 3},1,${older(i)}`),
    ['age', 'group'],
  )
  assert.deepEqual(said, [])
  assert.ok(!card.includes('## Warnings'))
})

test('rows that are sorted by a column along which the label runs in blocks are named', async (t) => {
  const block = (i: number) => (Math.floor(i / 40) % 2 === 0 ? 'yes' : 'no')
  const sorted = await warnings(
    t,
    rows(400, (i) => `${i / 7},g${i % 3},${i % 5},${block(i)}`),
    ['age', 'group'],
  )
  assert.match(sorted.warnings.join('\n'), /the rows are sorted by "age" and the label runs in blocks/)
  const shuffled = await warnings(
    t,
    rows(400, (i) => `${((i * 137) % 400) / 7},g${i % 3},${i % 5},${block((i * 137) % 400)}`),
    ['age', 'group'],
  )
  assert.doesNotMatch(shuffled.warnings.join('\n'), /sorted/)
  const mixed = await warnings(
    t,
    rows(400, (i) => `${i / 7},g${i % 3},${i % 5},${older(i)}`),
    ['age', 'group'],
  )
  assert.doesNotMatch(mixed.warnings.join('\n'), /sorted/)
})

test('nan and an empty text are no labels, whatever the rule is', async (t) => {
  const definition = textClassifier({
    data: csv('data.csv', { columns: { text: 'text', label: 'text' } }),
    text: 'text',
    label: (row) => row.label,
    pipeline: [new TfidfVectorizer(), new LogisticRegression()],
  })
  const labels = ['good', 'bad', 'nan', 'NaN', ' ', '']
  const lines = rows(60, (i) => `${i % 2 === 0 ? 'fine' : 'poor'} day ${i},${labels[i % 6]}`)
  const { warnings: said, card } = await trained(t, definition, ['text,label', ...lines, ''].join('\n'))
  assert.ok(said.includes('40 rows were left out that have no label'), said.join('\n'))
  assert.match(card, /one of the labels bad, good,/)
})

test('a model that is no better than the commonest label is told so, in the scores and in the card', async (t) => {
  const lines = rows(300, (i) => `${noise(i)},g,1,${noise(i + 1000) > 30 ? 'yes' : 'no'}`)
  const { warnings: said, card } = await warnings(t, lines, ['age'])
  assert.match(said[0] ?? '', /^accuracy 0\.\d{3} is no better than always answering the commonest label \(0\.\d{3}\)/)
  assert.match(card, /## Warnings\n\n- accuracy 0\.\d{3} is no better than/)
})

test('nearly perfect scores are doubted, with the column that alone gives the label away', async (t) => {
  const lines = rows(300, (i) => `${noise(i)},g${i % 3},${older(i) === 'yes' ? 1 + (i % 2) : 0},${older(i)}`)
  const { warnings: said } = await warnings(t, lines, ['age', 'group', 'code'])
  assert.deepEqual(said, [
    'accuracy 1.000 is nearly perfect: "code" alone gives the label away; is it known before the label is?',
  ])
})

test('few held-out rows have an interval with a width, in the warning and in the card', async (t) => {
  const lines = rows(60, (i) => `${i % 2 ? 80 + noise(i) / 10 : noise(i) / 10},g${i % 3},1,${i % 2 ? 'yes' : 'no'}`)
  const { warnings: said, card } = await warnings(t, lines, ['age', 'group'])
  assert.deepEqual(said, ['only 12 rows were held out: with 95 % certainty the accuracy is between 0.76 and 1.00'])
  assert.match(card, /\| accuracy \| 1\.0000 \| 0\.7575 to 1\.0000 \|/)
  assert.match(card, /\| ROC AUC \| 1\.0000 \| +\|/)
})

test('rare labels, constant columns, rows without a label and rows that do not fit are named', async (t) => {
  const lines = rows(300, (i) => `${noise(i)},g,1,${i < 4 ? 'maybe' : i % 50 === 9 ? '' : older(i)}`)
  const found = await warnings(t, [...lines, 'old,g,1,yes'], ['age', 'group'], { badRows: 'leave out' })
  const said = found.warnings.filter((text) => !text.startsWith('accuracy'))
  assert.equal(said.length, 4, said.join('\n'))
  assert.equal(said[0], 'fewer than 10 rows have the label "maybe" (4): little can be said about it')
  assert.equal(said[1], '"group" always has the same value and cannot be learned from')
  assert.match(
    said[2] ?? '',
    /^1 row was left out that do not fit, such as .*row 302, column "age": expected a number, got "old"\.$/,
  )
  assert.equal(said[3], '6 rows were left out that have no label')
})

test('rows on both sides of the split are counted, texts as well', async (t) => {
  const texts = ['great ride', 'awful queue', 'lovely park', 'rude staff', 'dirty rooms', 'friendly staff']
  const definition = textClassifier({
    data: csv('data.csv', { columns: { text: 'text', label: 'category' } }),
    text: 'text',
    label: (row) => row.label,
    pipeline: [new TfidfVectorizer(), new LogisticRegression()],
  })
  const lines = rows(200, (i) => `${texts[i % 6]},${noise(i) > 50 ? 'yes' : 'no'}`)
  const { warnings: said } = await trained(t, definition, ['text,label', ...lines, ''].join('\n'))
  const twice = '40 of 40 held-out rows are equal to training rows: the scores flatter where new rows differ'
  assert.ok(said.includes(twice), said.join('\n'))
})

test('rows that look alike by nature, as those of a few small categories do, are not called seen', async (t) => {
  const level = (i: number, k: number) => Math.floor(noise(i + k) / 34)
  const lines = rows(400, (i) => `${level(i, 1)},g${level(i, 5000)},${level(i, 9000)},${older(i)}`)
  const { warnings: said } = await warnings(t, lines, ['age', 'group', 'code'])
  assert.doesNotMatch(said.join('\n'), /equal to training rows/)
})

test('rows that were copied are called seen, beyond what chance gives', async (t) => {
  const copied = (i: number) => i % 150
  const lines = rows(300, (i) => `${noise(copied(i))},g${copied(i) % 3},1,${older(copied(i))}`)
  const { warnings: said } = await warnings(t, lines, ['age', 'group'])
  assert.match(said.join('\n'), /^\d+ of 60 held-out rows are equal to training rows.*: the scores flatter/m)
})

test('a column that is the label in other words is named, gaps in it or not, and so is one that is another column', async (t) => {
  const word = (i: number) => (older(i) === 'yes' ? 1 : 0)
  const leak = await warnings(
    t,
    rows(300, (i) => `${noise(i)},g${i % 3},${word(i)},${older(i)}`),
    ['age', 'group', 'code'],
  )
  const sentence =
    '"code" is the label in other words, a value for each: leave it out, unless it is known before the label is'
  assert.deepEqual(leak.warnings, [sentence])
  assert.ok(leak.card.includes(sentence))
  const gaps = await warnings(
    t,
    rows(300, (i) => `${noise(i)},${i % 4 === 1 ? '' : `g${word(i)}`},1,${older(i)}`),
    ['age', 'group'],
  )
  assert.match(gaps.warnings.join('\n'), /"group" is the label in other words/)
  const twice = await warnings(
    t,
    rows(300, (i) => `${noise(i)},g${i % 3},${i % 3},${older(i)}`),
    ['age', 'group', 'code'],
  )
  assert.deepEqual(twice.warnings, ['"code" is "group" in other words: one of them is enough'])
})

test("Wilson's interval is what the textbook has", () => {
  for (const [hits, n, low, high] of [
    [10, 10, 0.7225, 1],
    [0, 10, 0, 0.2775],
    [8, 10, 0.4902, 0.9433],
    [81, 263, 0.2553, 0.3662],
  ] as const) {
    const found = wilsonInterval(hits, n)
    assert.ok(Math.abs(found[0] - low) < 1e-4 && Math.abs(found[1] - high) < 1e-4, `${hits} of ${n}: ${found}`)
  }
})
