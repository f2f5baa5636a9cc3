/**
 * Are review-stars' six algorithms as good as scikit-learn's, tuned?
 *
 *   node --conditions=slipway-source bench/quality/review-stars.ts [--folds 3] [--seed 0] [--trial]
 *
 * Stratified cross-validation on the park reviews with the service's own pipelines, and with every setting of
 * bench/peers/quality_stars.py's grid on the same folds. A rival is the best of its grid on these very folds, in each
 * score separately: more than any one setting can do on rows that nobody has seen.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { readTable, type Source, sourceForFile } from 'slipway/data'
import { accuracyScore, f1Score, logLoss, StratifiedKFold } from 'slipway/learn'
import { type Algorithm, algorithms } from '../../services/review-stars/algorithms.ts'
import reviewStars from '../../services/review-stars/service.ts'
import { toClassifier, toVectorizer } from '../../src/model/estimators.ts'
import { machineFacts } from '../kit/machine.ts'
import { peerScript, python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { reviewsFile } from '../kit/reviews.ts'

interface Scores {
  readonly accuracy: number
  readonly macro_f1: number
  /** In stars. */
  readonly mean_absolute_error: number
  readonly log_loss: number
}
interface Candidate extends Scores {
  readonly algorithm: Algorithm
  readonly setting: string
}
interface Rows {
  readonly texts: readonly string[]
  readonly labels: readonly string[]
}

const { values: options } = parseArgs({
  options: {
    folds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '0' },
    trial: { type: 'boolean', default: false },
  },
})
const splitter = new StratifiedKFold({ nSplits: Number(options.folds), shuffle: true, seed: Number(options.seed) })
const keys = ['accuracy', 'macro_f1', 'mean_absolute_error', 'log_loss'] as const
const said = {
  accuracy: 'accuracy',
  macro_f1: 'macro F1',
  mean_absolute_error: 'mean abs. error',
  log_loss: 'log loss',
}
const isBetter = (key: keyof Scores, a: number, b: number) =>
  key === 'accuracy' || key === 'macro_f1' ? a >= b : a <= b

const reviews = await readStars()
// No time is measured, so both may work at once.
const rivals = tuned(reviews)
const ours = algorithms.map((algorithm) => ({ algorithm, ...crossValidate(algorithm, reviews) }))
const theirs = await rivals
const best = (key: keyof Scores, candidates: readonly Candidate[]) =>
  candidates.reduce((a, b) => (isBetter(key, a[key], b[key]) ? a : b))
const always = (answer: string) => scoresOf(reviews.labels, Array<string>(reviews.labels.length).fill(answer))

publish(
  {
    question: "Are review-stars' six algorithms as good as scikit-learn's, tuned?",
    setting: [
      `${reviews.texts.length.toLocaleString('en')} park reviews, ${options.folds} stratified folds, the same for all; means over the folds.`,
      'Ours: the pipelines of services/review-stars/service.ts, one setting for all scores.',
      'Theirs: the best of a small grid (bench/peers/quality_stars.py) on these very folds, for each score its own.',
    ],
    machine: machineFacts(['scikit-learn']),
    tables: [
      {
        title: 'Stars of park reviews',
        columns: ['', ...keys.map((key) => said[key])],
        rows: [
          ...ours.flatMap((one) => {
            const candidates = theirs.filter(({ algorithm }) => algorithm === one.algorithm)
            return [
              [one.algorithm, ...keys.map((key) => one[key].toFixed(4))],
              [
                `${one.algorithm}, scikit-learn's best of ${candidates.length}`,
                ...keys.map((key) => best(key, candidates)[key].toFixed(4)),
              ],
            ]
          }),
          ['always five stars', ...keys.map((key) => (key === 'log_loss' ? '' : always('5')[key].toFixed(4)))],
        ],
      },
    ],
    goals: ours.flatMap((one) =>
      (['macro_f1', 'mean_absolute_error'] as const).map((key) => {
        const rival = best(
          key,
          theirs.filter(({ algorithm }) => algorithm === one.algorithm),
        )
        return {
          goal: `${one.algorithm}: ${said[key]} as good as scikit-learn's best for that score`,
          measured: `${one[key].toFixed(4)}, theirs ${rival[key].toFixed(4)} (${rival.setting})`,
          met: isBetter(key, one[key], rival[key]),
        }
      }),
    ),
    raw: { ours, theirs },
  },
  { keep: !options.trial },
)

async function readStars(): Promise<Rows> {
  const { data, text, label } = reviewStars.models['naive-bayes'].source
  const [source] = data as readonly Source[]
  const { rows } = await readTable(sourceForFile(source, reviewsFile()), { folder: '.' })
  const kept = rows.flatMap((row) => {
    const given = label(row)
    return given === undefined ? [] : [{ text: row[text] as string, label: given as string }]
  })
  return { texts: kept.map((row) => row.text), labels: kept.map((row) => row.label) }
}

function crossValidate(algorithm: Algorithm, { texts, labels }: Rows): Scores {
  const [vectorizerStep, classifierStep] = reviewStars.models[algorithm].source.pipeline
  const take = <T>(all: readonly T[], rows: Int32Array) => Array.from(rows, (row) => all[row])
  const folds = splitter.split(labels).map(({ train, test }) => {
    const { model: vectorizer, output } = toVectorizer(vectorizerStep).fitTransform(take(texts, train))
    const classifier = toClassifier(classifierStep).fit(output, take(labels, train))
    const probabilities = classifier.predictProba(vectorizer.transform(take(texts, test)))
    const classes = classifier.classes as readonly string[]
    const answers = Array.from(test, (_, i) => {
      const row = probabilities.values.subarray(i * classes.length, (i + 1) * classes.length)
      return classes[row.indexOf(Math.max(...row))]
    })
    const yTrue = take(labels, test)
    return { ...scoresOf(yTrue, answers), log_loss: logLoss(yTrue, probabilities, { labels: classes }) }
  })
  console.error(`${algorithm}: done`)
  const mean = (key: keyof Scores) => folds.reduce((sum, fold) => sum + fold[key], 0) / folds.length
  return {
    accuracy: mean('accuracy'),
    macro_f1: mean('macro_f1'),
    mean_absolute_error: mean('mean_absolute_error'),
    log_loss: mean('log_loss'),
  }
}

function scoresOf(labels: readonly string[], answers: readonly string[]): Scores {
  const stars = labels.reduce((sum, label, i) => sum + Math.abs(Number(label) - Number(answers[i])), 0)
  return {
    accuracy: accuracyScore(labels, answers),
    macro_f1: f1Score(labels, answers, { average: 'macro' }),
    mean_absolute_error: stars / labels.length,
    log_loss: Number.NaN,
  }
}

async function tuned({ texts, labels }: Rows): Promise<Candidate[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'data.json')
  const folds = splitter.split(labels).map(({ test }) => Array.from(test))
  writeFileSync(file, JSON.stringify({ texts, labels, folds }))
  const { stdout } = await promisify(execFile)(python(), [peerScript('quality_stars.py'), file])
  rmSync(folder, { recursive: true })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
