import type { TrainContext } from './context.ts'
import type { Definitions } from './definitions.ts'
import { learnerOf, sourcesOf } from './learner.ts'
import { SharedTables } from './shared-tables.ts'

/** The tables of some models of a service, for whoever reads each model's once. */
export function tablesOf(
  definitions: Definitions,
  context: Pick<TrainContext, 'dataFile'>,
  names: readonly string[] = Object.keys(definitions),
): SharedTables {
  const chosen = Object.entries(definitions).filter(([name]) => names.includes(name))
  return new SharedTables(chosen.map(([, definition]) => sourcesOf(learnerOf(definition, definitions), context)))
}
