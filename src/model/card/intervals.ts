import { Random } from '../../learn/random.ts'
import type { Scores } from '../contract.ts'
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

/**
 * How far scores would move with other test rows: 95 % intervals of the percentile bootstrap. The test rows are drawn
 * again with replacement, as many as there are; the model stays, only how often each row counts changes. Every measure
 * is one pass over the rows, so that a resample costs O(n · labels).
 *
 * A resample without a row of some label has no ROC AUC and is left out of that interval.
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 */
export function bootstrapIntervals(
  outcome: Outcome,
  scores: Scores,
  { resamples = 1000, seed = 0 }: IntervalOptions = {},
): Intervals {
  const measure = measures(outcome)
  const n = outcome.yTrue.length
  const random = new Random(seed)
  const times = new Float64Array(n)
  const drawn = { accuracy: [], macro_f1: [], roc_auc: [], log_loss: [] } as { [M in Measure]: number[] }
  for (let r = 0; r < resamples; r++) {
    times.fill(0)
    for (let i = 0; i < n; i++) times[random.below(n)] += 1
    const values = measure(times)
    for (const name of names) if (!Number.isNaN(values[name])) drawn[name].push(values[name])
  }
  const known = names.filter((name) => scores[name] !== null && drawn[name].length > 0)
  return Object.fromEntries(known.map((name) => [name, middle95(drawn[name])]))
}

const names = ['accuracy', 'macro_f1', 'roc_auc', 'log_loss'] as const

/** All measures of the rows, row i counted `times[i]` times. */
function measures({ labels, yTrue, yPred, probabilities }: Outcome) {
  const k = labels.length
  const place = new Map(labels.map((label, c) => [label, c]))
  const right = Int32Array.from(yTrue, (label) => place.get(label)!)
  const answered = Int32Array.from(yPred, (label) => place.get(label)!)
  // The same limit as the log loss that the scores show: certain and wrong costs 36, not infinity.
  const loss = Float64Array.from(right, (c, i) => -Math.log(Math.max(probabilities.values[i * k + c], 2 ** -52)))
  const curves = (k === 2 ? [1] : [...labels.keys()]).map((c) => areaOf(right, c, probabilities.values, k))
  const [support, given, hits] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)]
  return (times: Float64Array): { [M in Measure]: number } => {
    support.fill(0)
    given.fill(0)
    hits.fill(0)
    let lost = 0
    for (let i = 0; i < times.length; i++) {
      support[right[i]] += times[i]
      given[answered[i]] += times[i]
      if (right[i] === answered[i]) hits[right[i]] += times[i]
      lost += times[i] * loss[i]
    }
    const f1 = hits.map((hit, c) => (support[c] + given[c] === 0 ? 0 : (2 * hit) / (support[c] + given[c])))
    return {
      accuracy: mean(hits, times.length),
      macro_f1: mean(f1, k),
      roc_auc: curves.reduce((sum, area) => sum + area(times), 0) / curves.length,
      log_loss: lost / times.length,
    }
  }
}

/**
 * Area under the ROC curve of label c against the rest, as the share of pairs that are in the right order, equals
 * counted half. Rows are sorted once; each resample is one pass. NaN without rows of c, or of others.
 */
function areaOf(right: Int32Array, c: number, values: Float64Array, k: number): (times: Float64Array) => number {
  const order = Int32Array.from(right.keys()).sort((a, b) => values[a * k + c] - values[b * k + c])
  const score = Float64Array.from(order, (i) => values[i * k + c])
  const isPositive = Uint8Array.from(order, (i) => (right[i] === c ? 1 : 0))
  return (times) => {
    let [below, positives, pairs] = [0, 0, 0]
    for (let from = 0; from < order.length; ) {
      let [tiedPositives, tiedNegatives] = [0, 0]
      let to = from
      for (; to < order.length && score[to] === score[from]; to++) {
        if (isPositive[to]) tiedPositives += times[order[to]]
        else tiedNegatives += times[order[to]]
      }
      pairs += tiedPositives * (below + tiedNegatives / 2)
      below += tiedNegatives
      positives += tiedPositives
      from = to
    }
    return pairs / (positives * below)
  }
}

function mean(values: Float64Array, count: number): number {
  return values.reduce((sum, value) => sum + value, 0) / count
}

/** The 2.5th and the 97.5th percentile, between two values by linear interpolation. */
function middle95(values: number[]): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const low = Math.floor(place)
    return sorted[low] + (place - low) * (sorted[Math.ceil(place)] - sorted[low])
  }
  return [at(0.025), at(0.975)]
}
