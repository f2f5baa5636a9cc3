import type { IPodSpec, ISecurityContext, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import { credentialsKey, modelsFolder, secretsFolder } from './environment.ts'
import { namesOf } from './names.ts'

/** The user of every pod: a number, as "restricted" asks for, and one that no file of a node belongs to. */
const user = 65_532

/** What every pod keeps to: no root, no token, the runtime's own list of system calls. */
export function restrictedPod(service: Service) {
  return {
    serviceAccountName: namesOf(service).api,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  } as const satisfies Partial<IPodSpec>
}

export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  capabilities: { drop: ['ALL'] },
} as const satisfies ISecurityContext

/** The volume with the models, where they are in one. */
export function modelVolumes(service: Service, readOnly: boolean): IVolume[] {
  if (service.deploy.store !== undefined) return []
  const claimName = namesOf(service).models
  return [{ name: 'models', persistentVolumeClaim: { claimName, ...onlyRead(readOnly) } }]
}

export function modelMounts(service: Service, readOnly: boolean): IVolumeMount[] {
  return service.deploy.store === undefined ? [{ name: 'models', mountPath: modelsFolder, ...onlyRead(readOnly) }] : []
}

/** The API server drops a false one, and a comparison with what was sent would find a difference. */
function onlyRead(readOnly: boolean): { readonly readOnly?: true } {
  return readOnly ? { readOnly } : {}
}

/** The file of users, out of the Secret. */
export function userVolumes(service: Service): IVolume[] {
  if (service.access === undefined) return []
  const items = [{ key: credentialsKey, path: credentialsKey }]
  return [{ name: 'credentials', secret: { secretName: namesOf(service).secret, items, defaultMode: 0o440 } }]
}

export function userMounts(service: Service): IVolumeMount[] {
  return service.access ? [{ name: 'credentials', mountPath: secretsFolder, readOnly: true }] : []
}
