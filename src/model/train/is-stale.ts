import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../../artifact/contract.ts'
import type { Source, Table } from '../../data/contract.ts'
import { readTable } from '../../data/index.ts'
import type { Scores } from '../contract.ts'
import type { TrainContext } from './context.ts'
import type { Definitions } from './definitions.ts'
import { learnerOf, sourcesOf } from './labelled-rows.ts'
import { isStandIn } from './stand-in.ts'

/** What a table was read from. */
export type Origin = Omit<Table, 'rows'>

/**
 * Whether a trained version no longer fits what the service declares: its options changed, or the data it is scored on.
 *
 * @param digests of the tables that were read already, by what they are read from; added to
 */
export async function isStale(
  name: string,
  definitions: Definitions,
  manifest: Manifest,
  context: Pick<TrainContext, 'folder' | 'dataFile'>,
  digests: Map<string, Origin> = new Map(),
): Promise<boolean> {
  const definition = definitions[name]
  if (manifest.kind !== definition.kind || !isDeepStrictEqual(manifest.options, definition.options)) return true
  const sources = sourcesOf(learnerOf(definition, definitions), context)
  const key = JSON.stringify(sources)
  const origin = digests.get(key) ?? (await readOrigin(sources, context.folder))
  digests.set(key, origin)
  // The real rows are not here now: a version that learned from them is not replaced by one of sample rows.
  if ((origin.sample || origin.synthetic) && !isStandIn(manifest)) return false
  return origin.sha256 !== (manifest.metrics as unknown as Scores).data?.sha256
}

async function readOrigin(sources: readonly Source[], folder: string): Promise<Origin> {
  const { rows: _rows, ...origin } = await readTable(sources, { folder })
  return origin
}
