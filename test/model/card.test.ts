import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { csv, LogisticRegression, TfidfVectorizer, textClassifier, vader } from 'slipway'
import { type Definitions, openPlotter, type Plotter, trainModels } from 'slipway/model'
import { bootstrapIntervals } from '../../src/model/card/intervals.ts'
import { type Outcome, scoreOutcome } from '../../src/model/train/scores.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const

function mood(card = {}) {
  return textClassifier({
    data: csv('reviews.csv', { columns }),
    text: 'text',
    label: (row) => (row.stars > 3 ? 'positive' : 'negative'),
    pipeline: [new TfidfVectorizer(), new LogisticRegression({ C: 10 })],
    card,
  })
}

async function documents(t: TestContext, models: object, plotter?: Plotter, word = 'magic') {
  const folder = temporaryFolder(t, {
    'reviews.csv': tinyReviews()
      .repeat(4)
      .replaceAll(/\ntext,stars/g, '')
      .replaceAll('magic', word),
  })
  const now = () => new Date('2026-11-22T10:15:00Z')
  const context = {
    service: 'reviews',
    folder,
    library: 'slipway test',
    examples: {},
    now,
    ...(plotter && { plotter }),
  }
  const trained = await Array.fromAsync(trainModels(models as Definitions, context))
  return trained.map(({ draft }) => draft.documents as { readonly [name: string]: string })
}

test('a card has its plots beside it, small, named, without a script, and the same bytes every time', async (t) => {
  const plotter = openPlotter()
  t.after(() => plotter.close())
  const models = { v1: mood(), v2: vader({ testOn: 'v1' }) }
  const [first, rules] = await documents(t, models, plotter)
  const names = [
    'confusion-matrix.svg',
    'roc.svg',
    'precision-recall.svg',
    'calibration.svg',
    'scores.svg',
    'learning.svg',
    'telling.svg',
  ]
  assert.deepEqual(Object.keys(first), ['README.md', ...names, 'seen-rows.safetensors'])
  assert.deepEqual(Object.keys(rules), ['README.md', ...names.filter((name) => name !== 'learning.svg')])
  for (const name of names) {
    const svg = first[name]
    assert.match(
      svg,
      /^<svg role="img" [^>]*aria-label="[^"]+" xmlns="[^"]+" [^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/,
    )
    assert.match(svg, /prefers-color-scheme:dark/)
    assert.doesNotMatch(svg, /<script|<image|href=|NaN|undefined/)
    assert.ok(svg.length < 30_000, `${name}: ${svg.length} bytes`)
    assert.match(first['README.md'], new RegExp(`!\\[[^\\]]{20,}\\]\\(${name.replace('.', '\\.')}\\)`))
  }
  const [again] = await documents(t, models, plotter)
  assert.deepEqual(again, first)
})

test('words and labels may be called constructor and __proto__, in pictures too', async (t) => {
  const plotter = openPlotter()
  t.after(() => plotter.close())
  const label = (row: { readonly stars: number }) => (row.stars > 3 ? 'constructor' : '__proto__')
  const models = { v1: textClassifier({ ...mood().source, label } as never) }
  const [files] = await documents(t, models, plotter, 'constructor __proto__ tostring')
  assert.match(files['telling.svg'], />constructor</)
  assert.match(files['confusion-matrix.svg'], />__proto__</)
  assert.doesNotMatch(Object.values(files).join(''), /\u200b|NaN|undefined/)
  assert.match(files['README.md'], /one of the labels \\_\\_proto\\_\\_, constructor,/)
  assert.match(files['README.md'], /\n\| \\_\\_proto\\_\\_ \| \d/)
})

test('without somebody who draws, a card has no pictures and points at none', async (t) => {
  const [files] = await documents(t, { v1: mood() })
  assert.deepEqual(Object.keys(files), ['README.md', 'seen-rows.safetensors'])
  assert.doesNotMatch(files['README.md'], /\.svg/)
})

test('a service says what a model is not for, and can do without the fits of the learning curve', async (t) => {
  const plotter = openPlotter()
  t.after(() => plotter.close())
  const notFor = ['To judge staff by.', 'Languages other than English.']
  const [files] = await documents(t, { v1: mood({ notFor, learningCurve: false }) }, plotter)
  assert.match(
    files['README.md'],
    /\n## What it should not be used for\n\n- To judge staff by\.\n- Languages other than English\.\n/,
  )
  assert.ok(!('learning.svg' in files))
})

const answers = (labels: readonly string[], rows: readonly (readonly [string, ...number[]])[]): Outcome => ({
  data: { name: 'made', sha256: 'ab', synthetic: true },
  labels,
  yTrue: rows.map(([label]) => label),
  yPred: rows.map(([, ...p]) => labels[p.indexOf(Math.max(...p))]),
  probabilities: {
    rows: rows.length,
    columns: labels.length,
    values: Float64Array.from(rows.flatMap(([, ...p]) => p)),
  },
  fitSeconds: 0,
  predictSeconds: 0,
})

test('an interval holds the score, narrows with more rows, and is the same every time', () => {
  const some = [
    ['a', 0.9, 0.1],
    ['a', 0.4, 0.6],
    ['a', 0.7, 0.3],
    ['b', 0.2, 0.8],
    ['b', 0.6, 0.4],
    ['b', 0.4, 0.6],
  ] as const
  const widths = [20, 80].map((times) => {
    const outcome = answers(['a', 'b'], Array.from({ length: times }, () => some).flat())
    const scores = scoreOutcome(outcome)
    const intervals = bootstrapIntervals(outcome, scores)
    assert.deepEqual(intervals, bootstrapIntervals(outcome, scores))
    return (['accuracy', 'macro_f1', 'roc_auc', 'log_loss'] as const).map((name) => {
      const [low, high] = intervals[name]!
      assert.ok(low < scores[name]! && scores[name]! < high, `${name}: ${low} to ${high}, scored ${scores[name]}`)
      return high - low
    })
  })
  // Four times the rows: half the width, give or take the draw.
  for (const [i, width] of widths[0].entries()) assert.ok(Math.abs(widths[1][i] / width - 0.5) < 0.1)
})

test('each resample is scored as the scores are: of rows that are all alike, both ends are the score', () => {
  const alike = answers(
    ['a', 'b', 'c'],
    Array.from({ length: 40 }, () => ['b', 0.2, 0.5, 0.3] as const),
  )
  const scores = scoreOutcome(alike)
  const { accuracy, macro_f1, roc_auc, log_loss } = bootstrapIntervals(alike, scores)
  assert.deepEqual(accuracy, [1, 1])
  assert.ok(Math.abs(macro_f1![0] - scores.macro_f1) < 1e-12)
  assert.ok(Math.abs(log_loss![1] - scores.log_loss) < 1e-12)
  assert.equal(roc_auc, undefined)
})

test('of very many rows the interval is that of a sample, as narrow as their number makes it', () => {
  const row = (i: number) =>
    [i % 3 === 0 ? 'a' : 'b', ((i * 7919) % 1000) / 1000, 1 - ((i * 7919) % 1000) / 1000] as const
  const [some, all] = [10_000, 40_000].map((n) => {
    const outcome = answers(
      ['a', 'b'],
      Array.from({ length: n }, (_, i) => row(i)),
    )
    const scores = scoreOutcome(outcome)
    return { scores, intervals: bootstrapIntervals(outcome, scores, { resamples: 200 }) }
  })
  for (const name of ['accuracy', 'roc_auc', 'log_loss'] as const) {
    const [low, high] = all!.intervals[name]!
    const [someLow, someHigh] = some!.intervals[name]!
    assert.ok(low < all!.scores[name]! && all!.scores[name]! < high)
    assert.ok(Math.abs((high - low) / (someHigh - someLow) - 0.5) < 0.1, name)
  }
})
