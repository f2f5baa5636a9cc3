import { isDeepStrictEqual } from 'node:util'
import type { Manifest } from '../../artifact/contract.ts'
import { readTable } from '../../data/index.ts'
import type { ModelDefinition, Scores } from '../contract.ts'
import type { TextClassifierDefinition, VaderDefinition } from '../define.ts'
import type { TrainContext } from './context.ts'
import { sourcesOf } from './labelled-rows.ts'
import type { Definitions } from './train-models.ts'

/** Whether a trained version no longer fits what the service declares: its options changed, or the data it is scored on. */
export async function isStale(
  name: string,
  definitions: Definitions,
  manifest: Manifest,
  context: Pick<TrainContext, 'folder' | 'dataFile'>,
): Promise<boolean> {
  const definition = definitions[name]
  if (manifest.kind !== definition.kind || !isDeepStrictEqual(manifest.options, definition.options)) return true
  const { data } = dataOf(definition, definitions)
  const { sha256 } = await readTable(sourcesOf(data, context.dataFile), { folder: context.folder })
  return sha256 !== (manifest.metrics as unknown as Scores).data?.sha256
}

function dataOf(definition: ModelDefinition<never>, definitions: Definitions): TextClassifierDefinition['source'] {
  const asked =
    definition.kind === 'vader' ? definitions[(definition as unknown as VaderDefinition).source.testOn] : definition
  return (asked as unknown as TextClassifierDefinition).source
}
