import { itemAt } from '../../../values.ts'
import type { Outcome } from '../../train/scores.ts'

/** One label against the rest: which rows are of it, and how probable it was held. */
export interface LabelAgainstRest {
  readonly label: string
  readonly isLabel: readonly (0 | 1)[]
  readonly scores: Float64Array
}

/** Curves of more labels than these cannot be told apart. */
const mostLabels = 8

/** For two labels the second, as its curve is the first one's mirror image; for more, the commonest, in their order. */
export function againstRest({ labels, yTrue, probabilities }: Outcome): LabelAgainstRest[] {
  const k = labels.length
  const rows = new Map(labels.map((label) => [label, 0]))
  for (const label of yTrue) rows.set(label, rows.get(label)! + 1)
  const common = [...labels].sort((a, b) => rows.get(b)! - rows.get(a)!).slice(0, mostLabels)
  return [...labels.entries()]
    .filter(([c, label]) => (k === 2 ? c === 1 : common.includes(label)))
    .filter(([, label]) => rows.get(label)! > 0 && rows.get(label)! < yTrue.length)
    .map(([c, label]) => ({
      label,
      isLabel: yTrue.map((other) => (other === label ? 1 : 0)),
      scores: Float64Array.from(yTrue, (_, i) => itemAt(probabilities.values, i * k + c)),
    }))
}

/** Colour by label where there are several, and the one colour of the second label where there is one. */
export function colorBy(curves: readonly LabelAgainstRest[], color: string): { readonly [channel: string]: object } {
  return curves.length > 1
    ? { color: { field: 'label', type: 'nominal', sort: curves.map(({ label }) => label) } }
    : { color: { value: color } }
}
