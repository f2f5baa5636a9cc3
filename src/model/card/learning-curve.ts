import { isSlipwayError } from '../../errors.ts'
import { Random } from '../../learn/random.ts'
import type { ModelDefinition } from '../contract.ts'
import type { TrainContext } from '../train/context.ts'
import type { LearningPoint } from './plots/learning.ts'

/** Rows of the largest extra fit: beyond, the curve would cost more than it tells. */
const mostRows = 5_000
/** Of fewer rows than these nothing is learned that could be compared. */
const leastRows = 20

/**
 * Scores of fits on growing numbers of the training rows: an eighth, a quarter and half of them, of at most 10,000; and
 * on all, which was fitted anyway. Together the extra fits see fewer rows than the one of all, and far fewer where
 * there are many. Empty where nobody draws, or the service wants none.
 *
 * @param train places of the training rows
 * @param score of the fit on all of them
 * @param scoreOf fits on rows at some places, ascending, and gives the score on the test rows
 */
export function learningCurve(
  { card }: Pick<ModelDefinition, 'card'>,
  { plotter }: Pick<TrainContext, 'plotter'>,
  train: Int32Array,
  score: number,
  scoreOf: (places: Int32Array) => number,
): LearningPoint[] {
  if (plotter === undefined || card?.learningCurve === false) return []
  const half = Math.min(Math.floor(train.length / 2), mostRows)
  // Rows may be sorted: the first of a shuffle are a sample of all.
  const shuffled = new Random(0).shuffle(train.slice())
  const points = [half >> 2, half >> 1, half].flatMap((rows) => {
    if (rows < leastRows) return []
    try {
      return [{ rows, score: scoreOf(shuffled.slice(0, rows).sort()) }]
    } catch (error) {
      // So few rows may lack a label, or have fewer of it than a fit with folds needs: a point less, and no failure.
      if (isSlipwayError(error)) return []
      throw error
    }
  })
  return [...points, { rows: train.length, score }]
}
