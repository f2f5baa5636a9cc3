import { itemAt } from '../../values.ts'
import type { ModelDefinition, Predictor, ValuePrediction } from '../contract.ts'
import type { HeldOut } from './held-out.ts'
import type { TargetRows } from './target-rows.ts'

/** Held-out rows with targets, by whose mean absolute error two versions are compared. */
export function heldTargets<Input>(
  { inputs, targets }: Pick<TargetRows<Input>, 'inputs' | 'targets'>,
  predicted: Float64Array,
  { derive }: Pick<ModelDefinition<never>, 'derive'>,
): HeldOut {
  return {
    inputs,
    declared: derive ? { derive } : {},
    compare(other, _labels, places) {
      const asked = Array.from(places, (place) => itemAt(inputs, place))
      const answers = (other as Predictor<Input, ValuePrediction>).predictMany(asked)
      const errorOf = (place: number, value: number) => Math.abs(itemAt(targets, place) - value)
      const challenger = Float64Array.from(places, (place) => errorOf(place, itemAt(predicted, place)))
      const current = Float64Array.from(places, (place, i) => errorOf(place, itemAt(answers, i).value))
      const differences = challenger.map((error, i) => error - itemAt(current, i))
      return {
        measure: 'meanAbsoluteError',
        challenger: mean(challenger),
        current: mean(current),
        margin: 1.96 * standardError(differences),
      }
    },
  }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value / values.length, 0)
}

/** Of the mean of differences between the same rows, so that what is hard for both does not count. */
function standardError(differences: Float64Array): number {
  const centre = mean(differences)
  const squares = differences.reduce((sum, difference) => sum + (difference - centre) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, differences.length - 1) / differences.length)
}
