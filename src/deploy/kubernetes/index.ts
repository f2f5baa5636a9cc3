import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { baseFiles } from './base.ts'
import { httpRouteFiles } from './http-route.ts'
import { ingressFiles } from './ingress.ts'
import { loaderFiles } from './loader.ts'
import { monitoringFiles } from './monitoring.ts'
import { overlayFiles } from './overlays.ts'
import { secretFiles } from './secret.ts'
import { trainingFiles } from './training.ts'

export { releaseFiles } from './overlays.ts'

/** A service as kustomize bases, components and overlays. */
export function kubernetesFiles(service: Service): GeneratedFile[] {
  return [
    ...baseFiles(service),
    ...ingressFiles(service),
    ...httpRouteFiles(service),
    ...monitoringFiles(service),
    ...trainingFiles(service),
    ...loaderFiles(service),
    ...secretFiles(service),
    ...overlayFiles(service),
  ]
}
