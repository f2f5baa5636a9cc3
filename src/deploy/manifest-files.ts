import type { Service } from '../service/contract.ts'
import { deliveryFiles } from './delivery/index.ts'
import type { GeneratedFile } from './generated-file.ts'
import { withHeader } from './header.ts'
import { imageFiles } from './image/index.ts'
import { kubernetesFiles, releaseFiles } from './kubernetes/index.ts'

export interface ManifestFiles {
  /** Made from the service, and held to it. */
  readonly made: readonly GeneratedFile[]
  /** Written where they are missing, and never again: what a pipeline delivers into. */
  readonly once: readonly GeneratedFile[]
}

/** Every file that is derived from a service, in a stable order. */
export function manifestFiles(service: Service): ManifestFiles {
  const made = [...imageFiles(service), ...kubernetesFiles(service), ...deliveryFiles(service)]
  return { made: made.map(withHeader), once: releaseFiles(service) }
}
