import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { argoFiles } from './argocd.ts'
import { cloudBuildFiles } from './cloud-build.ts'
import { workflowFile } from './github-workflow.ts'
import { setupFiles } from './minikube.ts'
import { setReleaseFile } from './set-release.ts'

/** What brings a service into a cluster: Argo CD, GitHub Actions, Cloud Build, and scripts for hands. */
export function deliveryFiles(service: Service): GeneratedFile[] {
  return [
    ...argoFiles(service),
    workflowFile(service),
    setReleaseFile(service),
    ...setupFiles(service),
    ...cloudBuildFiles(service),
  ]
}
