import { SlipwayError } from '../errors.ts'
import { didYouMean } from '../learn/suggest.ts'
import type { Service } from '../service/index.ts'
import type { WritableStore } from '../store/index.ts'

/** A version of one model. */
export interface Version {
  readonly model: string
  readonly version: string
}

export interface StoredVersion extends Version {
  readonly current: boolean
  readonly tags: readonly string[]
}

/** All versions of the given models, oldest first. */
export async function listVersions(store: WritableStore, models: readonly string[]): Promise<StoredVersion[]> {
  const lists = models.map(async (model) => {
    const [versions, current, tags] = await Promise.all([
      store.versions(model),
      store.current(model),
      store.tags(model),
    ])
    return versions.map((version) => ({
      model,
      version,
      current: version === current,
      tags: [...tags].filter(([, tagged]) => tagged === version).map(([tag]) => tag),
    }))
  })
  return (await Promise.all(lists)).flat()
}

/**
 * The versions that a name means: one version, or those with that tag, which `train --tag` gives to all models at once.
 * @throws MODEL_NOT_FOUND
 */
export async function findVersions(store: WritableStore, models: readonly string[], name: string): Promise<Version[]> {
  const all = await listVersions(store, models)
  const meant = all.filter(({ version, tags }) => version === name || tags.includes(name))
  if (meant.length > 0) return meant
  const names = all.flatMap(({ version, tags }) => [version, ...tags])
  throw new SlipwayError(
    'MODEL_NOT_FOUND',
    `${store.url} has no version or tag "${name}" of ${models.join(', ')}.${didYouMean(name, names)}`,
  )
}

/** The model that is meant where only one can be. @throws USAGE where it has to be named */
export function onlyModel(service: Service, model: string | undefined): string {
  const names = Object.keys(service.models)
  const only = model ?? (names.length === 1 ? names[0] : undefined)
  if (only !== undefined) return only
  throw new SlipwayError('USAGE', `${service.name} has several models; name one with --model: ${names.join(', ')}.`)
}
