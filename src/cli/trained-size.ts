import { weightsFile } from '../artifact/index.ts'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import type { Service } from '../service/index.ts'
import { memoryNeed, saidNeed } from '../service/memory.ts'
import { parseQuantity } from '../service/quantity.ts'
import { isAddress } from './find-service.ts'
import { storeOf } from './open-store.ts'

/**
 * Holds what a service says of its models' memory to the versions that were trained here, where there are any.
 * @throws INVALID_SERVICE where they are larger than `deploy.modelMemory`, or more than the memory limit has room for
 */
export async function checkTrainedSize(service: Service): Promise<void> {
  const sizes = await trainedSizes(service)
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0)
  const { modelMemory, resources } = service.deploy
  const limit = resources.limits.memory
  const trained = `the trained models (${sizes.map(([model, size]) => `${model} ${toQuantity(size)}`).join(', ')})`
  const problems = []
  if (bytes > (parseQuantity(modelMemory) ?? 0)) {
    const message = `expected at least ${toQuantity(bytes)}, the weights of ${trained}, got "${modelMemory}".`
    problems.push({ path: '/deploy/modelMemory', message })
  }
  const requests = { limits: service.limits, environment: service.deploy.environment }
  if (memoryNeed(bytes, requests) > (parseQuantity(limit) ?? 0)) {
    const message = `expected ${saidNeed(bytes, requests, trained)}, got "${limit}".`
    problems.push({ path: '/deploy/resources/limits/memory', message })
  }
  if (problems.length === 0) return
  const lines = problems.map(({ path, message }) => `  ${path}: ${message}`)
  throw new SlipwayError(
    'INVALID_SERVICE',
    `${service.name} cannot be deployed as it is declared:\n${lines.join('\n')}`,
    {
      problems,
    },
  )
}

/** The bytes of weights of each model that has a version in a folder here. */
async function trainedSizes(service: Service): Promise<[model: string, bytes: number][]> {
  const store = storeOf(service, undefined)
  if (isAddress(store.url) || store.url.includes('://')) return []
  const sizes: [string, number][] = []
  for (const model of Object.keys(service.models)) {
    try {
      const version = await store.current(model)
      if (version === undefined) continue
      const { manifest } = await store.read(model, version)
      sizes.push([model, manifest.files[weightsFile]?.sizeBytes ?? 0])
    } catch (error) {
      // What cannot be read says nothing of its size; serving it would say why.
      if (!isSlipwayError(error)) throw error
    }
  }
  return sizes
}

function toQuantity(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 2 ** 10)}Ki` : `${Math.ceil(bytes / 2 ** 20)}Mi`
}
