import { SlipwayError } from '../errors.ts'
import { checkGolden, loadPredictor } from '../model/index.ts'
import type { Service } from '../service/index.ts'
import type { WritableStore } from '../store/index.ts'
import { challengerTag, decidePromotion, type Promote, type Promotion } from './promotion.ts'
import { findVersions, type Version } from './versions.ts'

export interface PushRequest {
  readonly models: readonly string[]
  /** A version or a tag, which the other store gets too. @default the version in use of each model */
  readonly version?: string | undefined
  readonly promote?: Promote | undefined
}

export interface Pushed extends Version {
  readonly promotion: Promotion
}

/**
 * Brings versions into another store: each is read, every digest checked, asked its golden rows, written whole or not at
 * all, and made current there by the rules that a training obeys.
 * @throws MODEL_NOT_FOUND, ARTIFACT_CORRUPT, GOLDEN_MISMATCH, WRITE_FAILED
 */
export async function pushVersions(
  service: Service,
  from: WritableStore,
  to: WritableStore,
  { models, version: named, promote }: PushRequest,
): Promise<Pushed[]> {
  const versions = named === undefined ? await versionsInUse(from, models) : await findVersions(from, models, named)
  for (const { model } of versions) await to.checkWritable(model)
  const pushed: Pushed[] = []
  for (const { model, version } of versions) {
    const artifact = await from.read(model, version)
    const { manifest } = artifact
    checkOwn(service, model, version, manifest)
    checkGolden(loadPredictor(artifact, service.models[model]), manifest)
    const promotion = await decidePromotion(to, model, artifact, promote)
    await to.writeFiles(model, version, await from.files(model, version))
    if (named !== undefined && named !== version) await to.tag(model, version, named)
    if (promotion.isUsed) await to.use(model, version)
    else if ((await to.current(model)) !== version) await to.tag(model, version, challengerTag)
    pushed.push({ model, version, promotion })
  }
  return pushed
}

async function versionsInUse(store: WritableStore, models: readonly string[]): Promise<Version[]> {
  const found: Version[] = []
  for (const model of models) {
    const version = await store.current(model)
    if (version === undefined) {
      const message = `${store.url} has no version of ${model} in use; train it, or name another with --model.`
      throw new SlipwayError('MODEL_NOT_FOUND', message)
    }
    found.push({ model, version })
  }
  return found
}

function checkOwn(
  service: Service,
  model: string,
  version: string,
  manifest: { readonly service: string; readonly model: string; readonly kind: string },
): void {
  const declared = `${service.name}/${model}, a ${service.models[model]?.kind}`
  const found = `${manifest.service}/${manifest.model}, a ${manifest.kind}`
  if (declared === found) return
  throw new SlipwayError('ARTIFACT_CORRUPT', `version ${version} is of ${found}; the service declares ${declared}.`)
}
