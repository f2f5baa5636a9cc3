import { posix } from 'node:path'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { objectFile } from '../kubernetes/file.ts'
import { metadataOf } from '../kubernetes/names.ts'
import { findRepository } from '../repository.ts'

const cluster = 'https://kubernetes.default.svc'

/** The Argo CD objects of a service; none where no repository is named, or where something else delivers. */
export function argoFiles(service: Service): GeneratedFile[] {
  const { repository, delivery } = service.deploy
  if (repository === undefined || delivery !== 'gitops') return []
  return [
    // By its name it comes before the application, which is refused without it.
    objectFile('argocd/app-project.yaml', projectOf(service, repository), {
      '/metadata/finalizers':
        'It stays until the application is gone, which could not end without it. (Argo CD knows no name with a path here.)',
      '/spec/clusterResourceWhitelist': 'Nothing else of the whole cluster: no roles, no definitions.',
    }),
    objectFile('argocd/application.yaml', applicationOf(service, repository), {
      '/metadata/finalizers':
        'Deleting the application deletes what it made, but for the namespace and the volume of models.',
      '/spec/syncPolicy/syncOptions':
        'No PruneLast: a sync would wait until the new pods are healthy, and a revert of a bad version would wait for it.',
      '/spec/ignoreDifferences':
        'The HorizontalPodAutoscaler sets the number of pods. A number of 0 set by hand stays, too.',
    }),
  ]
}

function projectOf(service: Service, repository: string): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      ...metadataOf(service, service.name),
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      description: service.title,
      sourceRepos: [repository],
      destinations: [{ server: cluster, namespace: service.deploy.namespace }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    },
  }
}

function applicationOf(service: Service, repository: string): object {
  const { autoscale, namespace } = service.deploy
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...metadataOf(service, service.name),
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io/foreground'],
    },
    spec: {
      project: service.name,
      source: {
        repoURL: repository,
        targetRevision: 'main',
        path: posix.join(findRepository(service.folder).inside, 'deploy/overlays/production'),
      },
      destination: { server: cluster, namespace },
      syncPolicy: {
        automated: { enabled: true, prune: true, selfHeal: true },
        syncOptions: ['CreateNamespace=false', 'ServerSideApply=true', 'RespectIgnoreDifferences=true'],
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      },
      ...(autoscale
        ? { ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }] }
        : {}),
      revisionHistoryLimit: 10,
    },
  }
}
