import { isVersionName } from '../artifact/index.ts'
import { SlipwayError } from '../errors.ts'
import type { Store } from './contract.ts'

/**
 * The version that a reference means: a version's name or a tag; without one, the version in use.
 * @throws MODEL_NOT_FOUND with what there is
 */
export async function resolveVersion(store: Store, model: string, reference?: string): Promise<string> {
  if (reference === undefined) return (await store.current(model)) ?? refuse(store, model, 'has no version in use')
  if (isVersionName(reference)) {
    if (await store.has(model, reference)) return reference
    return refuse(store, model, `has no version ${reference}`)
  }
  const tagged = (await store.tags(model, reference)).get(reference)
  return tagged ?? refuse(store, model, `has no version or tag ${JSON.stringify(reference)}`)
}

async function refuse(store: Store, model: string, what: string): Promise<never> {
  const [versions, tags] = await Promise.all([store.versions(model), store.tags(model)])
  const there =
    versions.length === 0
      ? `there is nothing in ${store.url}; train it with: slipway train ${store.service}`
      : `versions: ${versions.join(', ')}; tags: ${[...tags.keys()].join(', ') || 'none'}`
  throw new SlipwayError('MODEL_NOT_FOUND', `${store.service}/${model} ${what}; ${there}.`)
}
