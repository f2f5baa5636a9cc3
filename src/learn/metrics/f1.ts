import type { Label } from '../contract.ts'
import { type Average, type PrecisionRecallOptions, precisionRecallFscore } from './precision-recall-fscore.ts'

/**
 * Fraction of the rows predicted as a label that have it, 0 to 1. Options, formulas and errors as
 * `precisionRecallFscoreSupport`, but of the positive label by default (`average: 'binary'`).
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * precisionScore(yTrue, yPred, { posLabel: 'dog' }) // 0.6667
 */
export function precisionScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options?: PrecisionRecallOptions & { readonly average?: Average },
): number
export function precisionScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions & { readonly average: 'none' },
): readonly number[]
export function precisionScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions = {},
): number | readonly number[] {
  return precisionRecallFscore('precisionScore', yTrue, yPred, { average: 'binary', ...options }).precision
}

/**
 * Fraction of the rows of a label that were predicted as it, 0 to 1. Options, formulas and errors as
 * `precisionRecallFscoreSupport`, but of the positive label by default (`average: 'binary'`).
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * recallScore(yTrue, yPred, { posLabel: 'dog' }) // 1
 */
export function recallScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options?: PrecisionRecallOptions & { readonly average?: Average },
): number
export function recallScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions & { readonly average: 'none' },
): readonly number[]
export function recallScore(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions = {},
): number | readonly number[] {
  return precisionRecallFscore('recallScore', yTrue, yPred, { average: 'binary', ...options }).recall
}

/**
 * Harmonic mean of precision and recall, 0 to 1. Options, formulas and errors as
 * `precisionRecallFscoreSupport`, but of the positive label by default (`average: 'binary'`).
 *
 * @example
 * const yTrue = ['cat', 'cat', 'dog', 'dog']
 * const yPred = ['cat', 'dog', 'dog', 'dog']
 * f1Score(yTrue, yPred, { average: 'macro' }) // 0.7333
 */
export function f1Score(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options?: PrecisionRecallOptions & { readonly average?: Average },
): number
export function f1Score(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions & { readonly average: 'none' },
): readonly number[]
export function f1Score(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: PrecisionRecallOptions = {},
): number | readonly number[] {
  return precisionRecallFscore('f1Score', yTrue, yPred, { average: 'binary', ...options }).fscore
}
