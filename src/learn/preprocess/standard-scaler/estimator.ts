import type { OptionsOf } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { StandardScalerModel } from './model.ts'

const options = {
  /** Take the mean away. */
  withMean: flag(true),
  /** Divide by the standard deviation. */
  withStd: flag(true),
}

export type StandardScalerOptions = OptionsOf<typeof options>

/**
 * Brings columns to mean 0 and standard deviation 1 (that of all rows, divided by n). Missing values are left out of
 * the count and stay missing; a constant column only loses its mean.
 *
 * @example
 * const model = new StandardScaler().fit(denseMatrix([[1], [3]]))
 * model.transform(denseMatrix([[1], [2], [5]])).values // [-1, 0, 3]
 */
export class StandardScaler extends transformer({
  name: 'StandardScaler',
  role: 'transformer',
  options,
  home: import.meta.url,
  read: StandardScalerModel.fromParts,
}) {}
