import { calibrator } from '../../estimator/calibrator.ts'
import { SigmoidCalibrationModel } from './model.ts'

/**
 * Platt scaling: the logistic curve through one value a row,
 *
 *   p = 1 / (1 + e^(a v + b)),   minimise  −Σ s (t log p + (1 − t) log(1 − p))
 *
 * with targets t of (N₊ + 1)/(N₊ + 2) for rows of the class and 1/(N₋ + 2) for the others instead of 1 and 0, N being
 * weights summed: few rows then do not make it sure of itself. Newton's method with halved steps.
 * Source: Platt (1999); Lin, Lin & Weng (2007), A note on Platt's probabilistic outputs, Machine Learning 68.
 *
 * @example
 * const model = new SigmoidCalibration().fit([-2, -1, 1, 2], [0, 0, 1, 1])
 * model.predict([0]) // [0.5]
 */
export class SigmoidCalibration extends calibrator({
  name: 'SigmoidCalibration',
  role: 'calibrator',
  options: {},
  home: import.meta.url,
  read: SigmoidCalibrationModel.fromParts,
}) {}
