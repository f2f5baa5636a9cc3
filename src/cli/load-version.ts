import type { Artifact } from '../artifact/contract.ts'
import type { Service } from '../service/index.ts'
import { resolveVersion, type Store } from '../store/index.ts'
import { checkModel } from './check-model.ts'

/** The version of a model that is in use; without a name, of the service's first. @throws USAGE, MODEL_NOT_FOUND */
export async function loadCurrent(service: Service, store: Store, name: string | undefined): Promise<Artifact> {
  const model = name ?? (Object.keys(service.models)[0] as string)
  checkModel(service, model)
  return await store.read(model, await resolveVersion(store, model))
}
