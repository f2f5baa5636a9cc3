import { SlipwayError } from '../../errors.ts'
import type { DenseMatrix, Label } from '../contract.ts'
import { type EncodedLabels, encodeLabels } from '../labels.ts'

export interface WeightOptions {
  /** One weight a row, shape `(n,)`, each 0 or more, not all 0; absent: all 1. */
  readonly sampleWeight?: ArrayLike<number>
}

/** Scores of rows: of the positive class, shape `(n,)`; or of every class, shape `(n, classes)`. */
export type RowScores = ArrayLike<number> | DenseMatrix

/**
 * Checks that two columns belong together, and the weights with them; gives the weights, or undefined where all are 1.
 *
 * @throws INVALID_INPUT with everything that is wrong.
 */
export function checkRows(
  who: string,
  yTrue: ArrayLike<unknown>,
  second: string,
  rows: number,
  sampleWeight: ArrayLike<number> | undefined,
): Float64Array | undefined {
  const wrong: string[] = []
  if (yTrue.length === 0) wrong.push('yTrue has no rows, at least one is needed')
  if (rows !== yTrue.length) wrong.push(`${second} has ${rows} rows and yTrue ${yTrue.length}, they belong row to row`)
  const weights = sampleWeight && Float64Array.from(sampleWeight)
  if (weights) wrong.push(...wrongWeights(weights, yTrue.length))
  if (wrong.length > 0) throw new SlipwayError('INVALID_INPUT', `${who}: ${wrong.join('; ')}.`)
  return weights
}

function wrongWeights(weights: Float64Array, rows: number): string[] {
  if (weights.length !== rows) return [`sampleWeight has ${weights.length} entries for ${rows} rows`]
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
  if (bad >= 0) return [`sampleWeight[${bad}] is ${weights[bad]}, expected a finite number of 0 or more`]
  if (rows > 0 && weights.every((weight) => weight === 0)) return ['all sampleWeight are 0, at least one must be above']
  return []
}

/** Checks that every score is a number within bounds: 0 and 1, the largest finite numbers, or the infinities. */
export function checkScores(who: string, name: string, scores: ArrayLike<number>, lowest: number, highest: number) {
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] >= lowest && scores[i] <= highest)) {
      const range =
        lowest === 0 ? 'a probability from 0 to 1' : Number.isFinite(highest) ? 'a finite number' : 'a number'
      throw new SlipwayError('INVALID_INPUT', `${who}: ${name}[${i}] is ${scores[i]}, expected ${range}.`)
    }
  }
}

export function isMatrix(scores: RowScores): scores is DenseMatrix {
  return 'columns' in scores
}

export function rowsOf(scores: RowScores): number {
  return isMatrix(scores) ? scores.rows : scores.length
}

/** One column of a matrix as an array. */
export function columnOf(matrix: DenseMatrix, column: number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => matrix.values[i * matrix.columns + column])
}

/** The labels of a column, sorted, and its rows as places among them; checked to be all strings or all numbers. */
export function encode(who: string, name: string, labels: readonly Label[]): EncodedLabels {
  checkLabels(who, name, labels, labels[0])
  return encodeLabels(labels)
}

/** The labels of both columns, sorted, and both columns as places among them. */
export function encodePair(who: string, yTrue: readonly Label[], yPred: readonly Label[]) {
  checkLabels(who, 'yTrue', yTrue, yTrue[0])
  checkLabels(who, 'yPred', yPred, yTrue[0])
  const { classes, codes } = encodeLabels([...yTrue, ...yPred])
  return { classes, trueCodes: codes.subarray(0, yTrue.length), predictedCodes: codes.subarray(yTrue.length) }
}

function checkLabels(who: string, name: string, labels: readonly Label[], like: Label | undefined): void {
  const odd = labels.findIndex((label) => typeof label !== typeof like || Number.isNaN(label))
  if (odd < 0) return
  const came = typeof labels[odd] === 'string' ? JSON.stringify(labels[odd]) : String(labels[odd])
  throw new SlipwayError(
    'INVALID_INPUT',
    `${who}: ${name}[${odd}] is ${came}, expected a ${typeof like}${typeof like === 'number' ? ' other than NaN' : ' as in yTrue[0]'}; labels are all strings or all numbers.`,
  )
}

/**
 * The label that counts as positive: the requested one; else 1 among 0 and 1 or −1 and 1; else the greater of two
 * strings. Other numbers are ambiguous (is 1 or 2 the positive one?) and the caller has to choose.
 *
 * @throws INVALID_INPUT where it is none of the classes, or cannot be known.
 */
export function positiveLabel(who: string, classes: readonly Label[], posLabel: Label | undefined): Label {
  if (posLabel !== undefined) {
    if (classes.length >= 2 && !classes.includes(posLabel)) {
      throw new SlipwayError(
        'INVALID_INPUT',
        `${who}: posLabel ${JSON.stringify(posLabel)} is none of the labels ${listed(classes)}.`,
      )
    }
    return posLabel
  }
  if (classes.every((label) => label === 1 || label === 0) || classes.every((label) => label === 1 || label === -1)) {
    return 1
  }
  if (classes.length === 2 && typeof classes[1] === 'string') return classes[1]
  throw new SlipwayError(
    'INVALID_INPUT',
    `${who}: which of the labels ${listed(classes)} is the positive one cannot be told; give posLabel.`,
  )
}

export function listed(labels: readonly Label[]): string {
  const shown = labels.slice(0, 10).map((label) => JSON.stringify(label))
  return labels.length > 10 ? `${shown.join(', ')} and ${labels.length - 10} more` : shown.join(', ')
}

/** Σ wᵢ xᵢ / Σ wᵢ over the rows; without weights the plain mean. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i] : 1
    sum += weight * values[i]
    total += weight
  }
  return sum / total
}
