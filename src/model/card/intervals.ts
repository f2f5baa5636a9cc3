import { Random } from '../../learn/random.ts'
import { addAt, itemAt } from '../../values.ts'
import type { Scores } from '../contract.ts'
import { labelCodes } from '../train/label-codes.ts'
import type { Outcome } from '../train/scores.ts'

type Measure = 'accuracy' | 'macro_f1' | 'roc_auc' | 'log_loss'

/** Lower and upper end, for each measure that the scores have. */
export type Intervals = { readonly [M in Measure]?: readonly [number, number] }

export interface IntervalOptions {
  /** How many times the test rows are drawn again. @default 1000 */
  readonly resamples?: number
  /** @default 0 */
  readonly seed?: number
}

/** Of more rows a sample is drawn from again: 10,000 tell an interval to a hundredth of its width. */
const mostRows = 10_000

/**
 * How far scores would move with other test rows: 95 % intervals of the percentile bootstrap. The test rows are drawn
 * again with replacement, as many as there are; the model stays, only how often each row counts changes. Every measure
 * is one pass over the rows, so that a resample costs O(n · labels).
 *
 * Of more than 10,000 rows, a seeded sample of m is drawn from again, and how far its scores move is made smaller by
 * √(m / n), as intervals narrow with the root of the rows.
 *
 * A resample without a row of some label has no ROC AUC and is left out of that interval.
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 */
export function bootstrapIntervals(
  outcome: Outcome,
  scores: Scores,
  { resamples = 1000, seed = 0 }: IntervalOptions = {},
): Intervals {
  const random = new Random(seed)
  const all = outcome.yTrue.length
  const rows = all > mostRows ? random.permutation(all).slice(0, mostRows) : Int32Array.from(outcome.yTrue.keys())
  const n = rows.length
  const measure = measures(outcome, rows)
  const times = new Float64Array(n)
  const drawn = { accuracy: [], macro_f1: [], roc_auc: [], log_loss: [] } as { [M in Measure]: number[] }
  for (let r = 0; r < resamples; r++) {
    times.fill(0)
    // Not `below`: n of 2³² is a bias that nobody could see in a thousand resamples, and this takes a third of the time.
    for (let i = 0; i < n; i++) addAt(times, Math.floor((random.uint32() * n) / 2 ** 32), 1)
    const values = measure(times)
    for (const name of names) if (!Number.isNaN(values[name])) drawn[name].push(values[name])
  }
  const whole = measure(times.fill(1))
  const known = names.filter((name) => scores[name] !== null && drawn[name].length > 0)
  return Object.fromEntries(
    known.map((name) => {
      const [low, high] = middle95(drawn[name])
      const narrowed = (end: number) => scores[name]! + (end - whole[name]) * Math.sqrt(n / all)
      return [name, n === all ? [low, high] : [narrowed(low), narrowed(high)]]
    }),
  )
}

const names = ['accuracy', 'macro_f1', 'roc_auc', 'log_loss'] as const

/** All measures of some rows, the i-th of them counted `times[i]` times. */
function measures({ labels, yTrue, yPred, probabilities }: Outcome, rows: Int32Array) {
  const k = labels.length
  const codesOf = (values: readonly string[]) =>
    labelCodes(
      Array.from(rows, (row) => itemAt(values, row)),
      labels,
    )
  const right = codesOf(yTrue)
  const predicted = codesOf(yPred)
  const cell = right.map((code, i) => code * k + itemAt(predicted, i))
  const probabilityOf = (row: number, code: number) => itemAt(probabilities.values, row * k + code)
  // The same limit as the log loss that the scores show: certain and wrong costs 36, not infinity.
  const loss = Float64Array.from(
    right,
    (code, i) => -Math.log(Math.max(probabilityOf(itemAt(rows, i), code), 2 ** -52)),
  )
  const curves = (k === 2 ? [1] : [...labels.keys()]).map((c) =>
    areaOf(
      Uint8Array.from(right, (label) => (label === c ? 1 : 0)),
      Float64Array.from(rows, (row) => probabilityOf(row, c)),
    ),
  )
  const cells = new Float64Array(k * k)
  return (times: Float64Array): { [M in Measure]: number } => {
    cells.fill(0)
    let lost = 0
    for (let i = 0; i < times.length; i++) {
      const drawn = times[i] ?? 0
      addAt(cells, cell[i] ?? 0, drawn)
      lost += drawn * (loss[i] ?? 0)
    }
    let [hits, f1] = [0, 0]
    for (let c = 0; c < k; c++) {
      const hit = itemAt(cells, c * k + c)
      let both = 0
      for (let other = 0; other < k; other++) both += itemAt(cells, c * k + other) + itemAt(cells, other * k + c)
      hits += hit
      if (both > 0) f1 += (2 * hit) / both
    }
    return {
      accuracy: hits / times.length,
      macro_f1: f1 / k,
      roc_auc: curves.reduce((sum, area) => sum + area(times), 0) / curves.length,
      log_loss: lost / times.length,
    }
  }
}

/**
 * Area under the ROC curve of a label against the rest, as the fraction of pairs that are in the right order, ties
 * counted half. Rows are sorted once; each resample is one pass. NaN without rows of the label, or of others.
 */
function areaOf(isLabel: Uint8Array, scores: Float64Array): (times: Float64Array) => number {
  const order = Int32Array.from(scores.keys()).sort((a, b) => itemAt(scores, a) - itemAt(scores, b))
  const isPositive = Uint8Array.from(order, (i) => itemAt(isLabel, i))
  const sorted = Float64Array.from(order, (i) => itemAt(scores, i))
  const isLastOfEquals = Uint8Array.from(sorted, (score, t) => (sorted[t + 1] === score ? 0 : 1))
  return (times) => {
    let [below, positives, pairs, tiedPositives, tiedNegatives] = [0, 0, 0, 0, 0]
    for (let t = 0; t < order.length; t++) {
      const drawn = times[order[t] ?? 0] ?? 0
      if (isPositive[t]) tiedPositives += drawn
      else tiedNegatives += drawn
      if (isLastOfEquals[t] === 0) continue
      pairs += tiedPositives * (below + tiedNegatives / 2)
      below += tiedNegatives
      positives += tiedPositives
      tiedPositives = 0
      tiedNegatives = 0
    }
    return pairs / (positives * below)
  }
}

/** The 2.5th and the 97.5th percentile, between two values by linear interpolation. */
export function middle95(values: number[]): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const at = (fraction: number) => {
    const index = fraction * (sorted.length - 1)
    const low = itemAt(sorted, Math.floor(index))
    return low + (index - Math.floor(index)) * (itemAt(sorted, Math.ceil(index)) - low)
  }
  return [at(0.025), at(0.975)]
}
