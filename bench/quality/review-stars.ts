/**
 * Are review-stars' six algorithms as good as scikit-learn's, tuned?
 *
 *   node --conditions=slipway-source bench/quality/review-stars.ts [--folds 3] [--seed 0] [--trial]
 *
 * Stratified cross-validation on the park reviews, both sides with every pipeline of the same grid (star-grid.ts) on the
 * same folds; shown is the best of a side's grid on these very folds, in each score separately, which is more than any
 * one pipeline can do on rows that nobody has seen, and beside it the one pipeline that the service ships.
 */
import { parseArgs } from 'node:util'
import { readTable, type Source, sourceForFile } from 'slipway/data'
import { StratifiedKFold } from 'slipway/learn'
import { algorithms } from '../../services/review-stars/algorithms.ts'
import reviewStars from '../../services/review-stars/service.ts'
import { bestOf, type Candidate, goalOf, leadOf, leadRule, shownLead, shownMean } from '../kit/candidates.ts'
import { machineFacts } from '../kit/machine.ts'
import { publish } from '../kit/report.ts'
import { reviewsFile } from '../kit/reviews.ts'
import { grid, shipped } from './star-grid.ts'
import { ourScores, type Rows, scores, scoresOfAnswers, theirScores } from './star-scores.ts'

const { values: options } = parseArgs({
  options: {
    folds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '0' },
    trial: { type: 'boolean', default: false },
  },
})
const nSplits = Number(options.folds)
const reviews = await readStars()
const folds = new StratifiedKFold({ nSplits, shuffle: true, seed: Number(options.seed) }).split(reviews.labels)
// No time is measured, so both may work at once.
const rivals = theirScores(grid, reviews, folds)
const ours = ourScores(grid, reviews, folds)
const theirs = await rivals

const contests = algorithms.map((algorithm) => {
  const own = ours.filter(({ family }) => family === algorithm)
  const { setting } = shipped.find((one) => one.algorithm === algorithm)!
  return {
    algorithm,
    own,
    asShipped: own.find((one) => one.setting === setting)!,
    rivals: theirs.filter(({ family }) => family.startsWith(`${algorithm}, `)),
  }
})
const judged = scores.filter(({ key }) => key !== 'log_loss')

publish(
  {
    question: "Are review-stars' six algorithms as good as scikit-learn's, tuned?",
    setting: [
      `${reviews.texts.length.toLocaleString('en')} park reviews, ${nSplits} stratified folds, the same for all; means over the folds.`,
      'As shipped: the pipelines of services/review-stars/service.ts, one setting for all scores.',
      'Best: of the same grid (bench/quality/star-grid.ts) for ours and the rivals, on these very folds, for each score its own. The rival of boosting is LightGBM: that of scikit-learn takes no sparse rows.',
      leadRule,
    ],
    machine: machineFacts(['scikit-learn', 'lightgbm']),
    tables: [
      {
        title: 'Stars of park reviews',
        columns: ['', ...scores.map(({ said }) => said)],
        rows: [
          ...contests.flatMap(({ algorithm, own, asShipped, rivals }) => [
            [`${algorithm}, as shipped`, ...scores.map((score) => shownMean(asShipped, score))],
            [`${algorithm}, best of ${own.length}`, ...scores.map((score) => shownMean(bestOf(own, score), score))],
            ['the rival, best of the same', ...scores.map((score) => shownMean(bestOf(rivals, score), score))],
            ['lead of the best', ...scores.map((score) => lead(own, rivals, score))],
            ['lead as shipped', ...scores.map((score) => lead([asShipped], rivals, score))],
          ]),
          ['always five stars', ...judged.map((score) => shownMean(always('5'), score)), ''],
        ],
      },
    ],
    goals: [
      ...judged.map((score) => {
        const all = contests.map(({ asShipped }) => asShipped)
        const goal = `as shipped, the best of the six: ${score.said} as good as the best of all rivals' settings`
        return goalOf(goal, bestOf(all, score), bestOf(theirs, score), score, nSplits)
      }),
      ...contests.flatMap(({ algorithm, own, rivals }) =>
        judged.map((score) => {
          const goal = `${algorithm}: ${score.said} as good as the rival's, both the best of the same grid`
          return goalOf(goal, bestOf(own, score), bestOf(rivals, score), score, nSplits)
        }),
      ),
    ],
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

function lead(own: readonly Candidate[], rivals: readonly Candidate[], score: (typeof scores)[number]): string {
  return shownLead(leadOf(bestOf(own, score), bestOf(rivals, score), score, nSplits))
}

/** Who always gives the same answer, on all reviews. */
function always(answer: string): Candidate {
  const found = scoresOfAnswers(reviews.labels, Array<string>(reviews.labels.length).fill(answer))
  return { family: '', setting: '', scores: Object.fromEntries(Object.entries(found).map(([key, x]) => [key, [x]])) }
}
