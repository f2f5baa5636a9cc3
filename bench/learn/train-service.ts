/**
 * From a CSV file to a written version: how long does a whole `slipway train` take, beside the Python recipe?
 *
 *   node --conditions=slipway-source bench/learn/train-service.ts [--rounds 5] [--trial]
 *
 * The park reviews, the pipeline of services/park-sentiment's v1, the same rows held back on both sides. The recipe is
 * bench/peers/train_reviews.py, as such scripts are written, and once more as a careful person would write it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import parkSentiment from '../../services/park-sentiment/service.ts'
import { machineFacts } from '../kit/machine.ts'
import { type ProcessCost, runMeasured } from '../kit/process-cost.ts'
import { peerScript, python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { reviewsFile } from '../kit/reviews.ts'
import { median, medianRatio } from '../kit/stats.ts'
import { heldBackRows } from '../kit/test-rows.ts'

interface Scores {
  readonly rows: number
  readonly roc_auc: number
  readonly macro_f1: number
  readonly accuracy: number
  readonly log_loss: number
}

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, trial: { type: 'boolean', default: false } },
})
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const reviews = join(folder, 'reviews.csv')
writeFileSync(reviews, gunzipSync(readFileSync(reviewsFile())))
const testRows = await heldBackRows(reviews)
const { pipeline } = parkSentiment.models.v1.source

const contenders = {
  'slipway train --no-plots': { run: () => trainOurs('--no-plots') },
  'slipway train': { run: () => trainOurs() },
  'the recipe': { run: recipe({ rememberStems: false, refit: false }) },
  'the recipe with care': { run: recipe({ rememberStems: true, refit: true }) },
} satisfies { [name: string]: { run: () => Promise<{ cost: ProcessCost; scores: Scores }> } }

const runs: { [name: string]: { cost: ProcessCost; scores: Scores }[] } = {}
for (const name of Object.keys(contenders)) runs[name] = []
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, { run }] of Object.entries(contenders)) runs[name].push(await run())
}
rmSync(folder, { recursive: true })

const of = (name: string, key: keyof ProcessCost) => runs[name].map(({ cost }) => cost[key])
const [ours, plotted, plain, careful] = Object.keys(contenders)
const timesAsFast = medianRatio(of(plain, 'wall'), of(ours, 'wall'))
const memoryShare = medianRatio(of(ours, 'peakMb'), of(plain, 'peakMb'))

publish(
  {
    question: 'From a CSV file to a written version: how long does slipway train take, beside the Python recipe?',
    setting: [
      `Park reviews, ${testRows.length.toLocaleString('en')} labelled rows held back, the same for all; pipeline ${JSON.stringify(pipeline)}.`,
      'slipway train: reads, fits, scores, fits again on all rows, writes the version with its card. With plots it also fits on an eighth, a quarter and half of the rows for the learning curve, and draws seven pictures; the recipe does neither.',
      "The recipe: pandas, NLTK's Porter stemmer on every word, TfidfVectorizer and LogisticRegression with the same options, scores, pickle; fits once.",
      'With care: stems each distinct word once, and fits again on all rows as slipway train does.',
      `Whole processes, ${options.rounds} rounds in turn; medians, and medians of each round's ratio.`,
    ],
    machine: machineFacts(['pandas', 'nltk', 'scikit-learn', 'numpy']),
    tables: [
      {
        title: 'The answers, on the rows held back',
        columns: ['', 'rows', 'ROC AUC', 'macro F1', 'accuracy', 'log loss'],
        rows: Object.entries(runs).map(([name, [{ scores }]]) => [
          name,
          scores.rows,
          ...[scores.roc_auc, scores.macro_f1, scores.accuracy, scores.log_loss].map((score) => score.toFixed(4)),
        ]),
      },
      {
        title: 'The cost',
        columns: ['', 'clock, s', 'CPU, s', 'peak memory, MiB', "times --no-plots' clock", 'its CPU', 'its memory'],
        rows: [ours, plotted, plain, careful].map((name) => [
          name,
          ...(['wall', 'cpu', 'peakMb'] as const).map((key) => median(of(name, key))),
          ...(['wall', 'cpu', 'peakMb'] as const).map((key) => medianRatio(of(name, key), of(ours, key))),
        ]),
      },
    ],
    goals: [
      {
        goal: "a tenth of the recipe's time, end to end",
        measured: `${timesAsFast.toFixed(1)} times as fast`,
        met: timesAsFast >= 10,
      },
      {
        goal: 'never more memory',
        measured: `${memoryShare.toFixed(2)} of its peak`,
        met: memoryShare <= 1,
      },
    ],
    raw: runs,
  },
  { keep: !options.trial },
)

async function trainOurs(...flags: string[]): Promise<{ cost: ProcessCost; scores: Scores }> {
  const store = join(folder, 'store')
  mkdirSync(store, { recursive: true })
  const { cost, stdout } = await runMeasured(
    [
      ...[process.execPath, '--conditions=slipway-source', 'src/cli/main.ts', 'train', 'services/park-sentiment'],
      ...['--model', 'v1', '--data', reviews, '--store', store, '--json', ...flags],
    ],
    { cwd: root },
  )
  return { cost, scores: JSON.parse(stdout).models[0].scores }
}

function recipe(switches: { readonly rememberStems: boolean; readonly refit: boolean }) {
  return async (): Promise<{ cost: ProcessCost; scores: Scores }> => {
    const setting = join(folder, 'setting.json')
    writeFileSync(setting, JSON.stringify({ testRows, pipeline, ...switches }))
    const { cost, stdout } = await runMeasured([
      ...[python(), peerScript('train_reviews.py'), reviews, setting, join(folder, 'model.pickle')],
    ])
    return { cost, scores: JSON.parse(stdout) }
  }
}
