import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { kustomizationFile } from './kustomization.ts'
import { namesOf, stagingOf } from './names.ts'

/**
 * What is applied by hand, once, beside what an overlay applies: a folder with the objects, and one below each overlay
 * with that overlay's namespace and image.
 */
export function byHandFiles(service: Service, folder: string, objects: readonly GeneratedFile[]): GeneratedFile[] {
  const { namespace } = service.deploy
  const overlay = (name: string, ofOverlay: string) =>
    kustomizationFile(`overlays/${name}/${folder}`, {
      namespace: ofOverlay,
      resources: [`../../../${folder}`],
      components: ['../release'],
    })
  // The release sets a variable of the ConfigMap: one that is never applied stands in for it here.
  const options = { annotations: { 'config.kubernetes.io/local-config': 'true' } }
  return [
    kustomizationFile(folder, {
      namespace,
      resources: objects.map(({ path }) => path.replace(`deploy/${folder}/`, '')),
      configMapGenerator: [{ name: namesOf(service).config, options }],
    }),
    ...objects,
    overlay('staging', stagingOf(namespace)),
    overlay('production', namespace),
  ]
}
