import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { credentialsKey, hasSecret, secretKeysOf } from './environment.ts'
import { kustomizationFile } from './kustomization.ts'
import { labelsOf, namesOf, withoutInstance } from './names.ts'

/**
 * The Secret is made from files that are not committed, and applied once; the overlays only name it, so that neither
 * Git nor Argo CD ever sees it.
 */
export function secretFiles(service: Service): GeneratedFile[] {
  if (!hasSecret(service)) return []
  const keys = secretKeysOf(service)
  const files = service.access ? [credentialsKey] : []
  const generator = {
    name: namesOf(service).secret,
    ...(files.length > 0 ? { files } : {}),
    ...(keys.length > 0 ? { envs: ['secret.env'] } : {}),
  }
  const copy = service.access ? `\ncp ${service.access.users} deploy/secret/${credentialsKey}` : ''
  const fill =
    keys.length > 0 ? '\ncp deploy/secret/secret.env.example deploy/secret/secret.env    # and fill it in' : ''
  const kustomization = kustomizationFile(
    'secret',
    {
      secretGenerator: [generator],
      generatorOptions: { disableNameSuffixHash: true, labels: withoutInstance(labelsOf(service)) },
    },
    {
      '/secretGenerator': [
        `In the service's folder:${copy}${fill}`,
        `kubectl apply -k deploy/secret -n ${service.deploy.namespace}`,
        ...afterChange(service, keys.length > 0),
        'With the External Secrets operator or Sealed Secrets, let it make a Secret of this name in place of this folder.',
      ].join('\n'),
    },
  )
  const ignored = [...files, ...(keys.length > 0 ? ['secret.env'] : [])]
  return [
    kustomization,
    { path: 'deploy/secret/.gitignore', content: `${ignored.map((name) => `/${name}`).join('\n')}\n` },
    ...(keys.length > 0
      ? [{ path: 'deploy/secret/secret.env.example', content: keys.map((key) => `${key}=\n`).join('') }]
      : []),
  ]
}

/** The node writes a changed file of users into its pods within a minute or two, and the server reads it; variables stay. */
function afterChange({ access, deploy }: Service, hasKeys: boolean): string[] {
  const users =
    'Changed users need nothing more: the node updates the file within two minutes, the server reads it within 5 s.'
  const restart = `kubectl rollout restart deployment -n ${deploy.namespace}    # after a change of secret.env: pods read it when they start`
  return [...(access ? [users] : []), ...(hasKeys ? [restart] : [])]
}
