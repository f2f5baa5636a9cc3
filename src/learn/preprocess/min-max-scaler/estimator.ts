import { type OptionsOf, option } from '../../estimator/option.ts'
import { flag } from '../../estimator/option-kinds.ts'
import { transformer } from '../../estimator/transformer.ts'
import { MinMaxScalerModel } from './model.ts'

const options = {
  /** Where the smallest and the largest value go. */
  featureRange: option<readonly [number, number], readonly [number, number]>({
    expected: 'two numbers, the first below the second',
    default: [0, 1],
    holds: (range) => range.length === 2 && range.every(Number.isFinite) && range[0] < range[1],
  }),
  /** Bring what lies beyond the values of training to the nearer end. */
  clip: flag(false),
}

export type MinMaxScalerOptions = OptionsOf<typeof options>

/**
 * Brings the smallest value of each column to one end of a range and the largest to the other.
 *
 * @example
 * const { output } = new MinMaxScaler().fitTransform(denseMatrix([[10], [20], [30]]))
 * output.values // [0, 0.5, 1]
 */
export class MinMaxScaler extends transformer({
  name: 'MinMaxScaler',
  role: 'transformer',
  options,
  home: import.meta.url,
  read: MinMaxScalerModel.fromParts,
}) {}
