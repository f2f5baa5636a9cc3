import { itemAt } from '../../values.ts'
import type { ModelDefinition, Predictor } from '../contract.ts'
import type { HeldOut } from './held-out.ts'
import { type LabelledRows, takeLabelled } from './labelled-rows.ts'
import { pairedDifference } from './paired-difference.ts'
import type { Outcome } from './scores.ts'

/** Held-out rows with labels, by whose macro F1 two versions are compared. */
export function heldLabels<Input>(
  rows: LabelledRows<Input>,
  outcome: Pick<Outcome, 'yPred'>,
  { derive }: Pick<ModelDefinition<never>, 'derive'>,
  answer: (predictor: Predictor<Input>, labels: readonly string[], rows: LabelledRows<Input>) => Outcome,
): HeldOut {
  return {
    inputs: rows.inputs,
    declared: derive ? { derive } : {},
    compare(other, labels, places) {
      const among = { ...takeLabelled(rows, places), origin: rows.origin }
      const current = answer(other as Predictor<Input>, labels, among).yPred
      const challenger = Array.from(places, (place) => itemAt(outcome.yPred, place))
      const { a, b, margin } = pairedDifference(among.labels, challenger, current)
      return { measure: 'macroF1', challenger: a, current: b, margin }
    },
  }
}
