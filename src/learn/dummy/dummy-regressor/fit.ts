import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { quantile } from '../../quantile.ts'
import type { DummyRegressor } from './estimator.ts'
import { DummyRegressorModel } from './model.ts'

export function fit(
  settings: DummyRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): DummyRegressorModel {
  checkRegressionInput(DummyRegressorModel.kind, X, y, options)
  const constant = constantOf(settings, y, options.sampleWeight)
  options.onProgress?.(1)
  return new DummyRegressorModel({ constant, columns: X.columns })
}

function constantOf(
  { strategy, quantile: q, constant }: DummyRegressor['options'],
  y: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): number {
  if (strategy === 'constant') return constant!
  if (strategy === 'mean') return mean(y, weights)
  return quantile(y, strategy === 'median' ? 0.5 : q!, weights)
}

/** The mean without an overflow on the way: differences from the first target are summed. */
function mean(y: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? weights[i] : 1
    sum += weight * (y[i] - y[0])
    total += weight
  }
  return y[0] + sum / total
}
