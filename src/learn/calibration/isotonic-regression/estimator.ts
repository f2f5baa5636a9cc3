import { calibrator } from '../../estimator/calibrator.ts'
import { IsotonicRegressionModel } from './model.ts'

/**
 * The never falling function that is nearest to the targets,
 *
 *   minimise  Σ s (t − f(v))²   over all f with f(v) ≤ f(v′) wherever v ≤ v′,
 *
 * by pooling adjacent violators: O(n log n) for the sort, O(n) after it.
 * Source: Best & Chakravarti (1990), Mathematical Programming 47.
 *
 * @example
 * const model = new IsotonicRegression().fit([1, 2, 3, 4], [0, 1, 0, 1])
 * model.predict([1, 2.5, 9]) // [0, 0.5, 1]
 */
export class IsotonicRegression extends calibrator({
  name: 'IsotonicRegression',
  role: 'calibrator',
  options: {},
  home: import.meta.url,
  read: IsotonicRegressionModel.fromParts,
}) {}
