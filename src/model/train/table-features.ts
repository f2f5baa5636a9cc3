import { plain } from '../card/markdown.ts'
import { type Derive, derivedFeatures, withDerived } from '../derive.ts'
import type { Feature } from '../features.ts'
import type { TableRow } from '../table-input.ts'

/** The features of a table model with the derived ones, whose kind shows in the rows. */
export function allFeatures(
  features: readonly Feature[],
  derive: Derive | undefined,
  rows: readonly TableRow[],
): readonly Feature[] {
  return [
    ...features,
    ...derivedFeatures(
      derive,
      rows.map((row) => withDerived(derive, row)),
    ),
  ]
}

/** What a card says of them. */
export function columnsSentence(features: readonly Feature[], derive: Derive | undefined): string {
  const columns = features.map(
    ({ name, treatedAs }) => `${plain(name)} (${treatedAs}${derive && Object.hasOwn(derive, name) ? ', derived' : ''})`,
  )
  return `It looks at the columns ${columns.join(', ')}.`
}
