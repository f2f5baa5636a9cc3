import type { INamespace, IPersistentVolumeClaim, IService, IServiceAccount } from 'kubernetes-models/v1'
import type { Service } from '../../service/contract.ts'
import { metricsPortOf } from './environment.ts'
import { labelsOf, metadataOf, namesOf, selectorOf } from './names.ts'

/** Neither a sync nor the end of the application removes these: what is in them cannot be made again. */
const keptByArgo = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const

export function namespaceOf(service: Service): INamespace {
  const levels = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, 'latest'],
  ])
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: service.deploy.namespace,
      labels: { 'app.kubernetes.io/part-of': service.name, ...Object.fromEntries(levels) },
      annotations: keptByArgo,
    },
  }
}

export function serviceAccountOf(service: Service): IServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(service, namesOf(service).api),
    automountServiceAccountToken: false,
  }
}

export function serviceOf(service: Service): IService {
  const port = (name: string, number: number, targetPort = 'http') => {
    return { name, port: number, targetPort, protocol: 'TCP' as const }
  }
  const metrics = metricsPortOf(service)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(service, namesOf(service).api),
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(service),
      ports: [
        port('http', 80),
        ...(service.port === 80 ? [] : [port('api', service.port)]),
        port('metrics', metrics, 'metrics'),
      ],
    },
  }
}

export function modelClaimOf(service: Service): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: namesOf(service).models,
      labels: labelsOf(service, 'store'),
      annotations: keptByArgo,
    },
    spec: {
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage: service.deploy.storeSize } },
    },
  }
}
