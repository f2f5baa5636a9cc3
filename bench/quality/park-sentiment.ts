/**
 * Are the answers of services/park-sentiment's v1 as good as those of a well-tuned scikit-learn pipeline?
 *
 *   node --conditions=slipway-source bench/quality/park-sentiment.ts [--folds 5] [--seed 0] [--trial]
 *
 * Stratified cross-validation on the park reviews with the service's own pipeline, and with every pipeline of
 * bench/peers/quality_reviews.py's grid on the same folds. The rival is the best of the grid on these very folds, in
 * each score separately: more than any one pipeline can do on rows that nobody has seen.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { accuracyScore, f1Score, logLoss, rocAucScore, StratifiedKFold } from 'slipway/learn'
import parkSentiment from '../../services/park-sentiment/service.ts'
import { machineFacts } from '../kit/machine.ts'
import { peerScript, python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { type Reviews, readReviews, readSample } from '../kit/reviews.ts'

interface Scores {
  readonly roc_auc: number
  readonly macro_f1: number
  readonly accuracy: number
  readonly log_loss: number
}

const { values: options } = parseArgs({
  options: {
    folds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '0' },
    trial: { type: 'boolean', default: false },
  },
})
const { pipeline } = parkSentiment.models.v1.source
const splitter = new StratifiedKFold({ nSplits: Number(options.folds), shuffle: true, seed: Number(options.seed) })
const reviews = await readReviews()
const sample = await readSample()

const ours = crossValidate(reviews)
const theirs = tuned(reviews)
const best = (key: keyof Scores) =>
  theirs.reduce((a, b) => ((key === 'log_loss' ? a[key] <= b[key] : a[key] >= b[key]) ? a : b))
const onSample = crossValidate(sample)
const verdicts = [reviews, sample].map(verdictsOn)

publish(
  {
    question: "Are the answers of park-sentiment's v1 as good as those of a well-tuned scikit-learn pipeline?",
    setting: [
      `${reviews.texts.length.toLocaleString('en')} park reviews, ${options.folds} stratified folds, the same for all; means over the folds.`,
      `Ours: ${JSON.stringify(pipeline.map(({ kind, given }) => ({ [kind]: given })))}.`,
      `Theirs: the best of ${theirs.length} pipelines (words, pairs of words, characters, and both; sublinear or not; C 1, 4, 16; balanced or not) on these very folds, for each score its own.`,
    ],
    machine: machineFacts(['scikit-learn']),
    tables: [
      {
        title: 'Park reviews',
        columns: ['', 'ROC AUC', 'macro F1', 'accuracy', 'log loss'],
        rows: [
          ['park-sentiment v1', ...shownScores(ours)],
          ["scikit-learn's defaults", ...shownScores(theirs.find(({ name }) => name === 'defaults')!)],
          ...(['roc_auc', 'macro_f1', 'log_loss'] as const)
            .map(best)
            .filter((one, i, all) => all.indexOf(one) === i)
            .map((one) => [`scikit-learn: ${one.name}`, ...shownScores(one)]),
          ['always positive', ...shownScores(always(reviews, 'positive'))],
        ],
      },
      {
        title: 'The same pipeline on the sample that a first run learns from',
        columns: ['', 'ROC AUC', 'macro F1', 'accuracy', 'log loss'],
        rows: [[`${sample.texts.length.toLocaleString('en')} sentences`, ...shownScores(onSample)]],
      },
      {
        title: 'Two sentences that it must not get wrong: score from −1 to 1',
        columns: ['', 'learned from the reviews', 'learned from the sample'],
        rows: verdicts[0].map(({ sentence, score }, i) => [
          sentence,
          score.toFixed(3),
          verdicts[1][i].score.toFixed(3),
        ]),
      },
    ],
    goals: [
      ...(['roc_auc', 'macro_f1'] as const).map((key) => ({
        goal: `${key === 'roc_auc' ? 'ROC AUC' : 'macro F1'} of the best scikit-learn pipeline or more`,
        measured: `${ours[key].toFixed(4)}, theirs ${best(key)[key].toFixed(4)} (${best(key).name})`,
        met: ours[key] >= best(key)[key],
      })),
      {
        goal: 'the two sentences on their right sides, whatever it learned from',
        measured: verdicts.flat().every(({ right }) => right) ? 'all four' : 'not all four',
        met: verdicts.flat().every(({ right }) => right),
      },
    ],
    raw: { ours, onSample, theirs },
  },
  { keep: !options.trial },
)

function fit(texts: readonly string[], labels: readonly string[]): (texts: readonly string[]) => Float64Array {
  const [vectorizerStep, classifierStep] = pipeline
  const { model: vectorizer, output } = vectorizerStep.fitTransform(texts)
  const classifier = classifierStep.fit(output, labels)
  const column = classifier.classes.indexOf('positive')
  return (asked) => {
    const { columns, values } = classifier.predictProba(vectorizer.transform(asked))
    return values.filter((_, i) => i % columns === column)
  }
}

function crossValidate({ texts, labels }: Reviews): Scores {
  const scores = splitter.split(labels).map(({ train, test }) => {
    const take = <T>(all: readonly T[], rows: Int32Array) => Array.from(rows, (row) => all[row])
    const probabilities = fit(take(texts, train), take(labels, train))(take(texts, test))
    return scoresOf(take(labels, test), probabilities)
  })
  const mean = (key: keyof Scores) => scores.reduce((sum, fold) => sum + fold[key], 0) / scores.length
  return {
    roc_auc: mean('roc_auc'),
    macro_f1: mean('macro_f1'),
    accuracy: mean('accuracy'),
    log_loss: mean('log_loss'),
  }
}

function scoresOf(labels: readonly string[], positive: ArrayLike<number>): Scores {
  const answers = Array.from(positive, (p) => (p > 0.5 ? 'positive' : 'negative'))
  const probabilities = {
    rows: labels.length,
    columns: 2,
    values: Float64Array.from({ length: 2 * labels.length }, (_, i) =>
      i % 2 ? positive[i >> 1] : 1 - positive[i >> 1],
    ),
  }
  const both = ['negative', 'positive']
  return {
    roc_auc: rocAucScore(labels, probabilities, { labels: both }),
    macro_f1: f1Score(labels, answers, { labels: both, average: 'macro' }),
    accuracy: accuracyScore(labels, answers),
    log_loss: logLoss(labels, probabilities, { labels: both }),
  }
}

/** Who always gives the same answer, with the share of that label as its probability. */
function always({ labels }: Reviews, answer: string): Scores {
  const share = labels.filter((label) => label === answer).length / labels.length
  return scoresOf(labels, new Float64Array(labels.length).fill(share))
}

function tuned({ texts, labels }: Reviews): (Scores & { readonly name: string })[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'data.json')
  const folds = splitter.split(labels).map(({ test }) => Array.from(test))
  writeFileSync(file, JSON.stringify({ texts, labels, folds }))
  const lines = execFileSync(python(), [peerScript('quality_reviews.py'), file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function verdictsOn({ texts, labels }: Reviews) {
  const ask = fit(texts, labels)
  const expected = {
    'That sucks and this is expensive. It is the worst experience in my life, could not be worse': 'negative',
    'Life is beautiful, amazing and magic': 'positive',
  }
  return Object.entries(expected).map(([sentence, label]) => {
    const score = 2 * ask([sentence])[0] - 1
    return { sentence, score, right: (score > 0 ? 'positive' : 'negative') === label }
  })
}

function shownScores({ roc_auc, macro_f1, accuracy, log_loss }: Scores): string[] {
  return [roc_auc, macro_f1, accuracy, log_loss].map((score) => score.toFixed(4))
}
