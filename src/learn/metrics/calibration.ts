import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import { binaryProbabilities } from './brier.ts'
import { encode, isMatrix, listed, type RowScores, type WeightOptions } from './check.ts'
import { checkProbabilities } from './log-loss.ts'

interface BinOptions {
  /** A whole number, 1 or more. */
  readonly nBins?: number
  /** Bins of the same width, or of about as many rows each. @default 'uniform' */
  readonly strategy?: 'uniform' | 'quantile'
}

export interface CalibrationCurveOptions extends BinOptions {
  /** @default 5 */
  readonly nBins?: number
  /** The label that the probabilities are of. @default the greater of two */
  readonly posLabel?: Label
}

/** Bins that have rows, by rising probability, shape `(b,)` each. */
export interface CalibrationCurve {
  /** Fraction of positive rows. */
  readonly probTrue: Float64Array
  /** Mean probability. */
  readonly probPred: Float64Array
  readonly rows: Float64Array
}

/**
 * How often rows with a probability of about p are indeed positive. A bin holds its upper edge, not its lower one.
 *
 * @param yProba of the positive label, shape `(n,)`, each 0 to 1
 * @throws INVALID_INPUT for lengths that differ, values outside 0 to 1, or more than two labels.
 */
export function calibrationCurve(
  yTrue: readonly Label[],
  yProba: ArrayLike<number>,
  options: CalibrationCurveOptions = {},
): CalibrationCurve {
  const who = 'calibrationCurve'
  const { cameTrue, probabilities } = binaryProbabilities(who, yTrue, yProba, options)
  const { classes } = encode(who, 'yTrue', yTrue)
  if (classes.length > 2) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: expected two labels, got ${classes.length} (${listed(classes)}); make one curve a label.`,
    )
  }
  const bins = sumByBin(who, probabilities, cameTrue, undefined, { nBins: 5, ...options })
  const kept = [...bins.weight.keys()].filter((b) => bins.weight[b] > 0)
  return {
    probTrue: Float64Array.from(kept, (b) => bins.came[b] / bins.weight[b]),
    probPred: Float64Array.from(kept, (b) => bins.probability[b] / bins.weight[b]),
    rows: Float64Array.from(kept, (b) => bins.weight[b]),
  }
}

export interface CalibrationErrorOptions extends BinOptions, WeightOptions {
  /** @default 10 */
  readonly nBins?: number
  /** For probabilities of shape `(n,)`, the label that they are of. @default the greater of two */
  readonly posLabel?: Label
  /** For a matrix, all classes, sorted: its columns. @default the labels in yTrue */
  readonly labels?: readonly Label[]
}

/**
 * How far probabilities are from how often they come true, 0 to 1; 0 is perfectly calibrated:
 *
 *   Σ_b (W_b / W) |fraction right in bin b − mean probability in bin b|
 *
 * with W_b of the weight W in bin b. For a vector, the probability is the positive label's and right means positive;
 * for a matrix it is the largest of the row (the first of equals) and right means that its label is the true one.
 * Source: Guo, Pleiss, Sun & Weinberger (2017), On Calibration of Modern Neural Networks, ICML, equation 3.
 *
 * @throws INVALID_INPUT for lengths or columns that differ, values outside 0 to 1, or a positive label that cannot be told.
 */
export function expectedCalibrationError(
  yTrue: readonly Label[],
  yProba: RowScores,
  options: CalibrationErrorOptions = {},
): number {
  const who = 'expectedCalibrationError'
  const { probabilities, cameTrue, weights } =
    isMatrix(yProba) && yProba.columns > 1
      ? topLabel(who, yTrue, yProba, options)
      : binaryProbabilities(who, yTrue, yProba, options)
  const bins = sumByBin(who, probabilities, cameTrue, weights, { nBins: 10, ...options })
  const total = bins.weight.reduce((sum, weight) => sum + weight, 0)
  return bins.came.reduce((sum, came, b) => sum + Math.abs(came - bins.probability[b]), 0) / total
}

/** The largest probability of each row, and whether its label is the true one. */
function topLabel(who: string, yTrue: readonly Label[], yProba: RowScores, options: CalibrationErrorOptions) {
  const { classes, codes, weights, probability } = checkProbabilities(who, yTrue, yProba, options)
  const probabilities = new Float64Array(codes.length)
  const cameTrue = new Uint8Array(codes.length)
  codes.forEach((code, i) => {
    let best = 0
    for (let k = 1; k < classes.length; k++) if (probability(i, k) > probability(i, best)) best = k
    probabilities[i] = probability(i, best)
    cameTrue[i] = best === code ? 1 : 0
  })
  return { probabilities, cameTrue, weights }
}

function sumByBin(
  who: string,
  probabilities: ArrayLike<number>,
  cameTrue: Uint8Array,
  weights: Float64Array | undefined,
  { nBins, strategy = 'uniform' }: BinOptions & { readonly nBins: number },
) {
  if (!Number.isInteger(nBins) || nBins < 1) {
    throw new SlipwayError('INVALID_OPTION', `${who}: nBins is ${nBins}, expected a whole number of 1 or more.`)
  }
  const edges = strategy === 'quantile' ? quantiles(probabilities, nBins) : steps(nBins)
  const bins = {
    weight: new Float64Array(nBins),
    came: new Float64Array(nBins),
    probability: new Float64Array(nBins),
  }
  for (let i = 0; i < probabilities.length; i++) {
    const weight = weights ? weights[i] : 1
    let bin = 0
    while (bin < nBins - 1 && edges[bin + 1] < probabilities[i]) bin++
    bins.weight[bin] += weight
    bins.came[bin] += weight * cameTrue[i]
    bins.probability[bin] += weight * probabilities[i]
  }
  return bins
}

/** 0 to 1 in equal steps. Multiplied as NumPy does: 3 · 0.2 is above 0.6, and decides where 0.6 itself falls. */
function steps(count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? 1 : i * (1 / count)))
}

/** Edges of bins with as many values each, between two values by linear interpolation, to the bit as NumPy's. */
function quantiles(values: ArrayLike<number>, count: number): Float64Array {
  const sorted = Float64Array.from(values).sort()
  return steps(count).map((share) => {
    const at = ((share * 100) / 100) * (sorted.length - 1)
    const part = at - Math.floor(at)
    const below = sorted[Math.floor(at)]
    const above = sorted[Math.ceil(at)]
    return part >= 0.5 ? above - (above - below) * (1 - part) : below + (above - below) * part
  })
}
