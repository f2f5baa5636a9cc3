/**
 * How often is services/american-predictor right about real tweets, beside the known recipe, and how long does it take?
 *
 *   node --conditions=slipway-source bench/quality/american-predictor.ts [--folds 5] [--seed 0] [--trial]
 *
 * Stratified cross-validation with the service's own pipeline, by the code that serves; bench/peers/quality_tweets.py's
 * pipelines on the same folds.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTable, type Source, sourceForFile } from 'slipway/data'
import { accuracyScore, rocAucScore, StratifiedKFold } from 'slipway/learn'
import { loadPredictor } from 'slipway/model'
import americanPredictor from '../../services/american-predictor/service.ts'
import { sharedData } from '../../test/support/shared-data.ts'
import { machineFacts } from '../kit/machine.ts'
import { peerScript, python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'

/** By fold. */
interface Scores {
  readonly accuracy: readonly number[]
  readonly roc_auc: readonly number[]
}

const { values: options } = parseArgs({
  options: {
    folds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '0' },
    trial: { type: 'boolean', default: false },
  },
})
const { data, text, label, pipeline } = americanPredictor.models.american.source
const { texts, labels } = await readTweets()
const splitter = new StratifiedKFold({ nSplits: Number(options.folds), shuffle: true, seed: Number(options.seed) })
const folds = splitter.split(labels)

const microseconds: number[] = []
const ours = crossValidate()
const theirs = recipes()
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const slowest = Math.max(...microseconds)

publish(
  {
    question: 'How often is american-predictor right about real tweets, beside the known recipe?',
    setting: [
      `${texts.length.toLocaleString('en')} tweets, ${options.folds} stratified folds, the same for all; means over the folds.`,
      `Ours: ${JSON.stringify(pipeline.map(({ kind, given }) => ({ [kind]: given })))}.`,
      'Time: processor time of one prediction after another, over the tweets of a fold.',
    ],
    machine: machineFacts(['scikit-learn']),
    tables: [
      {
        title: 'Tweets',
        columns: ['', 'accuracy', 'ROC AUC', 'lowest accuracy of a fold', 'lowest ROC AUC'],
        rows: [
          row('american-predictor', ours),
          ...theirs.map((scores) => row(`scikit-learn: ${scores.name}`, scores)),
          row('always the commonest label', always()),
        ],
      },
      {
        title: 'One prediction',
        columns: ['', 'µs of CPU, the mean of a fold'],
        rows: [
          ['quickest fold', Math.min(...microseconds)],
          ['slowest fold', slowest],
        ],
      },
    ],
    goals: [
      {
        goal: 'accuracy of 0.775 or more',
        measured: mean(ours.accuracy).toFixed(4),
        met: mean(ours.accuracy) >= 0.775,
      },
      { goal: 'ROC AUC of 0.865 or more', measured: mean(ours.roc_auc).toFixed(4), met: mean(ours.roc_auc) >= 0.865 },
      { goal: 'one prediction within 100 µs', measured: `${slowest.toFixed(0)} µs`, met: slowest <= 100 },
    ],
    raw: { ours, theirs, microseconds },
  },
  { keep: !options.trial },
)

async function readTweets() {
  const file = sharedData('american-tweets/training.csv.gz')
  if (!file) throw new Error('american-tweets/training.csv.gz is not there; SLIPWAY_SHARED_DATA names its folder.')
  const { rows } = await readTable(sourceForFile((data as readonly Source[])[0], file), { folder: '.' })
  return { texts: rows.map((row) => row[text] as string), labels: rows.map((row) => label(row) as string) }
}

function crossValidate(): Scores {
  const take = <T>(all: readonly T[], rows: Int32Array) => Array.from(rows, (row) => all[row])
  const scores = folds.map(({ train, test }) => {
    const ask = fit(take(texts, train), take(labels, train))
    const asked = take(texts, test)
    asked.slice(0, 200).forEach(ask)
    const before = process.cpuUsage()
    const answers = asked.map(ask)
    const { user, system } = process.cpuUsage(before)
    microseconds.push((user + system) / asked.length)
    return scoresOf(
      take(labels, test),
      answers.map(({ probabilities }) => probabilities.american),
    )
  })
  return { accuracy: scores.map(({ accuracy }) => accuracy), roc_auc: scores.map(({ roc_auc }) => roc_auc) }
}

/** What a server would load. */
function fit(texts: readonly string[], labels: readonly string[]) {
  const [vectorizerStep, classifierStep] = pipeline
  const { model: vectorizer, output } = vectorizerStep.fitTransform(texts)
  const classifier = classifierStep.fit(output, labels)
  const predictor = loadPredictor({
    parts: { vectorizer: vectorizer.toParts(), classifier: classifier.toParts() },
    manifest: {
      kind: 'text-classifier',
      model: 'american',
      input: { type: 'string' },
      labels: ['abroad', 'american'],
    },
  })
  return (asked: string) => predictor.predict(asked) as { readonly probabilities: { readonly american: number } }
}

function scoresOf(labels: readonly string[], american: readonly number[]) {
  return {
    accuracy: accuracyScore(
      labels,
      american.map((p) => (p > 0.5 ? 'american' : 'abroad')),
    ),
    roc_auc: rocAucScore(labels, american, { labels: ['abroad', 'american'] }),
  }
}

function always(): Scores {
  const scores = folds.map(({ test }) => {
    const held = Array.from(test, (place) => labels[place])
    return scoresOf(
      held,
      held.map(() => 0),
    )
  })
  return { accuracy: scores.map(({ accuracy }) => accuracy), roc_auc: scores.map(({ roc_auc }) => roc_auc) }
}

function recipes(): (Scores & { readonly name: string })[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'data.json')
  writeFileSync(file, JSON.stringify({ texts, labels, folds: folds.map(({ test }) => Array.from(test)) }))
  const lines = execFileSync(python(), [peerScript('quality_tweets.py'), file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function row(name: string, { accuracy, roc_auc }: Scores): string[] {
  return [
    name,
    ...[mean(accuracy), mean(roc_auc), Math.min(...accuracy), Math.min(...roc_auc)].map((n) => n.toFixed(4)),
  ]
}
