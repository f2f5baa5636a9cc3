import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../../artifact/contract.ts'
import { readTable } from '../../data/index.ts'
import type { Scores } from '../contract.ts'
import type { TrainContext } from './context.ts'
import { learnerOf, sourcesOf } from './labelled-rows.ts'
import type { Definitions } from './train-models.ts'

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
  digests: Map<string, string> = new Map(),
): Promise<boolean> {
  const definition = definitions[name]
  if (manifest.kind !== definition.kind || !isDeepStrictEqual(manifest.options, definition.options)) return true
  const sources = sourcesOf(learnerOf(definition, definitions), context)
  const key = JSON.stringify(sources)
  const sha256 = digests.get(key) ?? (await readTable(sources, { folder: context.folder })).sha256
  digests.set(key, sha256)
  return sha256 !== (manifest.metrics as unknown as Scores).data?.sha256
}
