import type { RegressionScores, Scores } from 'slipway'
import { areRegressionScores } from '../../src/artifact/scores.ts'

interface Draft {
  readonly manifest: { readonly metrics: Scores | RegressionScores }
}

/** The scores of a draft whose model is a classifier. */
export function classScores({ manifest: { metrics } }: Draft): Scores {
  if (areRegressionScores(metrics)) throw new TypeError('expected the scores of a classifier')
  return metrics
}

/** The scores of a draft whose model is a regressor. */
export function numberScores({ manifest: { metrics } }: Draft): RegressionScores {
  if (!areRegressionScores(metrics)) throw new TypeError('expected the scores of a regressor')
  return metrics
}
