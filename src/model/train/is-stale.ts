import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../../artifact/contract.ts'
import type { Json } from '../../learn/contract.ts'
import { isRecord } from '../../values.ts'
import type { TrainRun } from './context.ts'
import type { Definitions } from './definitions.ts'
import { learnedDigest } from './learned-digest.ts'
import { learnerOf, sourcesOf } from './learner.ts'
import { isStandIn } from './stand-in.ts'

/**
 * Whether a trained version no longer fits what the service declares: its options changed, the data it is scored on, or
 * what the service's functions make of them, which are labels and derived columns. The functions are run and never read:
 * the text of one may change and its labels stay, or the other way round.
 *
 * A version from before labels were written down is stale.
 */
export async function isStale(
  name: string,
  definitions: Definitions,
  manifest: Manifest,
  { folder, dataFile, tables }: Pick<TrainRun, 'folder' | 'dataFile' | 'tables'>,
): Promise<boolean> {
  const definition = definitions[name]
  if (definition === undefined || manifest.kind !== definition.kind) return true
  if (!isDeepStrictEqual(withoutCode(manifest.options), withoutCode(definition.options))) return true
  const learner = learnerOf(definition, definitions)
  const { rows, ...origin } = await tables.read(sourcesOf(learner, { dataFile }), { folder })
  // The real rows are not here now: a version that learned from them is not replaced by one of sample rows.
  if ((origin.sample || origin.synthetic) && !isStandIn(manifest)) return false
  if (origin.sha256 !== manifest.metrics.data?.sha256) return true
  return manifest.learnedSha256 !== learnedDigest(learner, rows)
}

/** Options as a service declares them, without the texts of its functions, which a version has for its readers. */
function withoutCode(options: Json): Json {
  if (!isRecord(options)) return options
  const { label: _label, derive: _derive, ...data } = options
  return data as Json
}
