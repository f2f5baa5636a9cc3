import { SlipwayError } from '../../../errors.ts'
import type { FitOptions, Matrix } from '../../contract.ts'
import { checkRegressionInput } from '../../matrix-check.ts'
import { fitBoostedTrees } from '../boosting/fit-trees.ts'
import { type RegressionLoss, regressionBoostLoss, unitsOfCounts } from '../boosting/regression-loss.ts'
import { unitOf } from '../centred-targets.ts'
import { shares } from '../shares.ts'
import type { HistGradientBoostingRegressor } from './estimator.ts'
import { HistGradientBoostingRegressorModel } from './model.ts'

export function fit(
  settings: HistGradientBoostingRegressor['options'],
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions,
): HistGradientBoostingRegressorModel {
  const who = HistGradientBoostingRegressorModel.kind
  const { loss, quantile = 0.5 } = settings
  checkRegressionInput(who, X, y, { ...options, missing: true, ...ranges[loss] })
  const weights = Float64Array.from(options.sampleWeight ?? new Float64Array(X.rows).fill(1))
  const isLogarithm = loss === 'poisson' || loss === 'gamma'
  // Nothing overflows, and no digit is lost: a power of 2.
  const scale = isLogarithm ? 1 : unitOf(largestOf(y))
  const targets = Float64Array.from(y, (target) => target / scale)
  if (isLogarithm && targets.every((target, i) => target * weights[i] === 0)) {
    const message = `expected some number above 0 with a weight above 0 for loss "${loss}", got none`
    throw new SlipwayError('INVALID_INPUT', `${who}: y: ${message}.`, { problems: [{ path: 'y', message }] })
  }
  const { trees, gains, baseline, levels } = fitBoostedTrees({
    who,
    settings,
    X,
    codes: new Int32Array(X.rows),
    classes: 1,
    weights,
    lossOf: ({ rows, weights, scale: weighed }) =>
      regressionBoostLoss({
        loss,
        y: Float64Array.from(rows, (row) => targets[row]),
        weights,
        quantile,
        l2: settings.l2Regularization * weighed,
      }),
    unitsFor: unitsOfCounts,
    leastGain: 0,
    leastShare: 1e-12,
    onProgress: options.onProgress,
  })
  return new HistGradientBoostingRegressorModel({
    loss,
    baseline: baseline.map((value) => value * scale),
    trees: { ...trees, value: trees.value.map((value) => value * scale) },
    levels,
    featureImportances: shares(gains),
  })
}

const ranges: { readonly [L in RegressionLoss]: { readonly least?: number; readonly above?: number } } = {
  squaredError: {},
  absoluteError: {},
  quantile: {},
  poisson: { least: 0 },
  gamma: { above: 0 },
}

function largestOf(y: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]))
  return largest
}
