import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import { checkRows, encodePair, listed, type WeightOptions } from './check.ts'

export interface ConfusionMatrixOptions extends WeightOptions {
  /** Which labels, in which order; rows with another label are left out. @default all in yTrue or yPred, sorted */
  readonly labels?: readonly Label[]
  /** Divide by the sum of each row (`true` labels), each column (`pred`), or of everything (`all`). @default counts */
  readonly normalize?: 'true' | 'pred' | 'all'
}

/**
 * How often rows of one label were predicted as another: entry [i][j] counts (or sums the weights of) the rows whose
 * label is `labels[i]` and whose prediction is `labels[j]`. A normalised row, column or whole without rows is 0.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ, repeated labels, or none of the labels in yTrue.
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * confusionMatrix(yTrue, yPred) // [[1, 1], [0, 2]]
 */
export function confusionMatrix(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: ConfusionMatrixOptions = {},
): number[][] {
  const who = 'confusionMatrix'
  const weights = checkRows(who, yTrue, 'yPred', yPred.length, options.sampleWeight)
  const { classes, trueCodes, predictedCodes } = encodePair(who, yTrue, yPred)
  const labels = options.labels ?? classes
  if (options.labels) checkLabels(labels, yTrue)

  const places = placesOf(classes, labels)
  const counts = labels.map(() => new Array<number>(labels.length).fill(0))
  for (let i = 0; i < yTrue.length; i++) {
    const row = places[trueCodes[i]]
    const column = places[predictedCodes[i]]
    if (row >= 0 && column >= 0) counts[row][column] += weights ? weights[i] : 1
  }
  return options.normalize ? normalized(counts, options.normalize) : counts
}

/** The index of each class among the labels; −1 where it is none of them. */
export function placesOf(classes: readonly Label[], labels: readonly Label[]): Int32Array {
  const place = new Map(labels.map((label, i) => [label, i]))
  return Int32Array.from(classes, (label) => place.get(label) ?? -1)
}

function checkLabels(labels: readonly Label[], yTrue: readonly Label[]): void {
  if (new Set(labels).size !== labels.length) {
    throw new SlipwayError('INVALID_INPUT', `confusionMatrix: labels ${listed(labels)} repeat themselves.`)
  }
  const wanted = new Set(labels)
  if (!yTrue.some((label) => wanted.has(label))) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `confusionMatrix: none of the labels ${listed(labels)} is in yTrue; at least one has to be.`,
    )
  }
}

function normalized(counts: number[][], by: 'true' | 'pred' | 'all'): number[][] {
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnSums = counts.map((_, j) => counts.reduce((sum, row) => sum + row[j], 0))
  const all = rowSums.reduce((sum, count) => sum + count, 0)
  return counts.map((row, i) =>
    row.map((count, j) => {
      const total = by === 'true' ? rowSums[i] : by === 'pred' ? columnSums[j] : all
      return total === 0 ? 0 : count / total
    }),
  )
}
