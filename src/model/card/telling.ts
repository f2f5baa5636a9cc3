import type { Predictor } from '../contract.ts'

/** A word or column, and how it moved the answers to rows that training did not see. */
export interface Telling {
  readonly feature: string
  /** The label that it spoke for, on the whole; absent for a column, which speaks for one or another by its value. */
  readonly label?: string
  /** Its mean contribution over all asked rows, in the unit of the model's decision; always above 0. */
  readonly weight: number
}

/** Asking each row for its reasons takes longer than asking for its answer; this many tell enough. */
const mostRows = 100

/**
 * The words or columns that moved answers most, from the model's own explanations: works for whatever can explain
 * itself, and is empty for what cannot. A common word of some weight tells more than a strong one that never comes.
 *
 * @param labels of the model. Two or fewer, or a decision with one sign (VADER): contributions above 0 speak for the
 *   last one, below 0 for the first. More: they speak for or against the label that was answered.
 */
export function tellingFeatures(
  predictor: Predictor<never>,
  inputs: readonly unknown[],
  { labels, signed, most = 24 }: { labels: readonly string[]; signed: boolean; most?: number },
): Telling[] {
  const rows = inputs.slice(0, mostRows)
  if (typeof rows[0] !== 'string') return tellingColumns(predictor, rows, most)
  const sums = new Map(labels.map((label) => [label, new Map<string, number>()]))
  for (const input of rows) {
    const label = signed ? labels.at(-1)! : (predictor.predict(input as never) as { readonly label: string }).label
    const ofLabel = sums.get(label)!
    for (const { feature, contribution, distance } of predictor.explain(input as never).explanation) {
      // Neighbours are reasons for one answer each; they tell nothing about the others.
      if (distance !== undefined) return []
      ofLabel.set(feature, (ofLabel.get(feature) ?? 0) + contribution)
    }
  }
  const strongest = new Map<string, { readonly label: string; readonly sum: number }>()
  for (const [label, ofLabel] of sums) {
    for (const [feature, sum] of ofLabel) {
      if (Math.abs(sum) > Math.abs(strongest.get(feature)?.sum ?? 0)) strongest.set(feature, { label, sum })
    }
  }
  const all = [...strongest].flatMap(([feature, { label, sum }]) => {
    if (sum > 0) return [{ feature, label, weight: sum / rows.length }]
    // A sum below 0 speaks for the other side where there is one; against a label of many it names none.
    return signed && sum < 0 ? [{ feature, label: labels[0]!, weight: -sum / rows.length }] : []
  })
  return all.sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1)).slice(0, most)
}

/** Columns by how much they move an answer, to whichever side: what one value adds, another takes away. */
function tellingColumns(predictor: Predictor<never>, rows: readonly unknown[], most: number): Telling[] {
  const sums = new Map<string, number>()
  for (const row of rows) {
    for (const { feature, contribution } of predictor.explain(row as never).explanation) {
      sums.set(feature, (sums.get(feature) ?? 0) + Math.abs(contribution))
    }
  }
  const all = [...sums].map(([feature, sum]) => ({ feature, weight: sum / rows.length }))
  return all.sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1)).slice(0, most)
}
