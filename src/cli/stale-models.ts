import { isSlipwayError } from '../errors.ts'
import { checkGolden, isStale, loadPredictor, tablesOf } from '../model/index.ts'
import type { Service } from '../service/index.ts'
import type { WritableStore } from '../store/index.ts'

/** The models of a service that have to be trained before it can be served, each with the reason. */
export async function staleModels(service: Service, store: WritableStore): Promise<Map<string, string>> {
  const stale = new Map<string, string>()
  const tables = tablesOf(service.models, {})
  for (const model of Object.keys(service.models)) {
    const reason = await whyStale(service, store, model, tables)
    if (reason !== undefined) stale.set(model, reason)
  }
  return stale
}

async function whyStale(
  service: Service,
  store: WritableStore,
  model: string,
  tables: ReturnType<typeof tablesOf>,
): Promise<string | undefined> {
  try {
    const version = await store.current(model)
    if (version === undefined) return 'was never trained'
    const artifact = await store.read(model, version)
    const { folder, models } = service
    const changed = await isStale(model, models, artifact.manifest, { folder, tables })
    if (changed) return 'its data, labels or options changed'
    checkGolden(loadPredictor(artifact, models[model]), artifact.manifest)
    return undefined
  } catch (error) {
    // A version that cannot be served is as good as none; what else is wrong, training will tell.
    const codes = ['ARTIFACT_CORRUPT', 'ARTIFACT_TOO_NEW', 'GOLDEN_MISMATCH', 'MODEL_NOT_FOUND'] as const
    if (codes.some((code) => isSlipwayError(error, code))) return (error as Error).message
    throw error
  }
}
