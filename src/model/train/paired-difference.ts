import { Random } from '../../learn/random.ts'
import { addAt, itemAt } from '../../values.ts'
import { labelCodes } from './label-codes.ts'

export interface PairedDifference {
  /** Macro F1 of each. */
  readonly a: number
  readonly b: number
  /** Half the width of the 95 % interval of a − b. */
  readonly margin: number
}

/** Of more rows a seeded sample is drawn from again, and the interval narrowed by √(sample / rows). */
const mostRows = 10_000
const resamples = 500

/**
 * Macro F1 of two models on the same rows, and how far their difference would move with other rows: a paired bootstrap.
 * Rows are drawn again with both predictions, so that what is hard for both does not count as a difference.
 * Time O(resamples · rows).
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 10.
 *
 * @param yTrue shape `(n,)`, as the predictions of both
 */
export function pairedDifference(
  yTrue: readonly string[],
  a: readonly string[],
  b: readonly string[],
): PairedDifference {
  const labels = [...new Set([...yTrue, ...a, ...b])]
  const right = labelCodes(yTrue, labels)
  const ofA = labelCodes(a, labels)
  const ofB = labelCodes(b, labels)
  const random = new Random(0)
  const all = Int32Array.from(right.keys())
  const pool = all.length > mostRows ? random.permutation(all.length).slice(0, mostRows) : all
  const drawn = new Int32Array(pool.length)
  const differences = new Float64Array(resamples)
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = pool[random.below(pool.length)] ?? 0
    differences[r] = macroF1(labels.length, right, ofA, drawn) - macroF1(labels.length, right, ofB, drawn)
  }
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / resamples
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / (resamples - 1)
  const narrowed = Math.sqrt(variance * (pool.length / all.length))
  return {
    a: macroF1(labels.length, right, ofA, all),
    b: macroF1(labels.length, right, ofB, all),
    margin: 1.96 * narrowed,
  }
}

/** The mean over labels of 2 · hits / (rows of the label + rows predicted so); 0 for a label that nobody has here. */
function macroF1(labels: number, right: Int32Array, predicted: Int32Array, rows: Int32Array): number {
  const hits = new Float64Array(labels)
  const both = new Float64Array(labels)
  for (const row of rows) {
    const label = right[row] ?? 0
    const answer = predicted[row] ?? 0
    if (label === answer) addAt(hits, label, 1)
    addAt(both, label, 1)
    addAt(both, answer, 1)
  }
  return both.reduce((sum, rows, label) => sum + (rows > 0 ? (2 * itemAt(hits, label)) / rows : 0), 0) / labels
}
