import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { printYaml } from '../yaml.ts'
import { configChanges } from './environment.ts'
import { middlewaresOf } from './ingress.ts'
import { componentFile, type Kustomization, kustomizationFile } from './kustomization.ts'
import { namesOf, stagingOf } from './names.ts'

const stagingReplicas = 2

type Patch = NonNullable<Kustomization['patches']>[number]

/** What staging, production and minikube make of the base, and what a cluster without any extension can take. */
export function overlayFiles(service: Service): GeneratedFile[] {
  return [production(service), staging(service), minikube(service), plain(service)]
}

/**
 * What a pipeline and a person deliver into: the image's tag and the version of the models. Written once, and from then
 * on theirs.
 */
export function releaseFiles(service: Service): GeneratedFile[] {
  const { api, training, config } = namesOf(service)
  const { image } = service.deploy
  return ['staging', 'production'].map((overlay) =>
    componentFile(
      `overlays/${overlay}/release`,
      {
        images: [
          { name: api, newName: image, newTag: service.version },
          { name: training, newName: `${image}-train`, newTag: service.version },
        ],
        labels: [{ pairs: { 'app.kubernetes.io/version': service.version }, includeTemplates: true }],
        configMapGenerator: [{ name: config, behavior: 'merge', literals: ['MODEL_VERSION='] }],
      },
      {
        '/images': 'The code that runs. A pipeline sets it, or you do.',
        '/configMapGenerator':
          'The models that it asks: a version or tag of the store, or v1=…,v2=… for several; nothing is what the store calls\ncurrent, which changes without a rollout. Written once by `slipway manifests`; yours from then on.',
      },
    ),
  )
}

function production(service: Service): GeneratedFile {
  return overlay(service, 'production', service.deploy.namespace, ['release'], [])
}

/** The same in small: two pods, its own host and namespace, and a log that says more. */
function staging(service: Service): GeneratedFile {
  const { namespace, stagingHost } = service.deploy
  return overlay(
    service,
    'staging',
    stagingOf(namespace),
    ['release'],
    [...smaller(service, stagingReplicas, 3), ...entryPatches(service, stagingHost, stagingOf(namespace))],
  )
}

/** Production without what extends the API of Kubernetes: no entry, no monitoring. */
function plain(service: Service): GeneratedFile {
  return kustomizationFile(
    'overlays/plain',
    {
      namespace: service.deploy.namespace,
      resources: ['../../base'],
      components: ['../production/release'],
      ...configMerge(service, configChanges(service, { hasEntry: false })),
    },
    { '/resources': 'For a bare cluster: nothing here needs a definition that Kubernetes does not bring.' },
  )
}

/** One node, images that were built there, plain HTTP. */
function minikube(service: Service): GeneratedFile {
  const { namespace, tls, expose, ingressClass } = service.deploy
  const entry = expose === 'ingress' && ingressClass === 'nginx'
  const local = [{ op: 'replace', path: '/spec/template/spec/containers/0/imagePullPolicy', value: 'IfNotPresent' }]
  const noTls = entry && tls ? [patch('Ingress', [{ op: 'remove', path: '/spec/tls' }])] : []
  return kustomizationFile(
    'overlays/minikube',
    {
      namespace,
      resources: ['../../base'],
      ...(entry ? { components: ['../../components/ingress'] } : {}),
      ...configMerge(service, configChanges(service, { replicas: 1, hasEntry: entry })),
      patches: [
        patch('Deployment', local),
        ...smaller(service, 1, 2),
        ...noTls,
        ...(entry ? entryPatches(service, `${service.name}.local`, namespace) : []),
      ],
    },
    { '/patches': 'The images are built in minikube: nothing to pull.' },
  )
}

function overlay(
  service: Service,
  name: string,
  namespace: string,
  last: readonly string[],
  patches: readonly Patch[],
): GeneratedFile {
  const { expose, monitoring, logLevel, training } = service.deploy
  const entry = expose === 'none' ? [] : [`../../components/${expose}`]
  const components = [
    ...entry,
    ...(training === false ? [] : ['../../components/training']),
    ...(monitoring ? ['../../components/monitoring'] : []),
    ...(monitoring && name === 'production' ? ['../../components/alerts'] : []),
    ...last,
  ]
  const parts = [
    expose === 'ingress' &&
      'In place of ../../components/ingress, ../../components/http-route lets requests in by the Gateway API: deploy.expose.',
    expose === 'http-route' &&
      'In place of ../../components/http-route, ../../components/ingress lets requests in by an Ingress: deploy.expose.',
    !monitoring &&
      `Where the Prometheus operator runs, ${name === 'production' ? '../../components/monitoring and ../../components/alerts belong' : '../../components/monitoring belongs'} here, too: deploy.monitoring.`,
    ...prerequisites(service),
  ].filter((part) => part !== false)
  const isStaging = name === 'staging'
  const literals = [
    ...(isStaging && logLevel === 'info' ? ['LOG_LEVEL=debug'] : []),
    ...(isStaging ? configChanges(service, { replicas: Math.min(stagingReplicas, service.deploy.replicas) }) : []),
  ]
  return kustomizationFile(
    `overlays/${name}`,
    {
      namespace,
      resources: ['../../base'],
      components,
      ...configMerge(service, literals),
      ...(patches.length > 0 ? { patches } : {}),
    },
    parts.length > 0 ? { '/components': parts.join('\n') } : {},
  )
}

function configMerge(service: Service, literals: readonly string[]): Pick<Kustomization, 'configMapGenerator'> {
  return literals.length === 0
    ? {}
    : { configMapGenerator: [{ name: namesOf(service).config, behavior: 'merge', literals }] }
}

/** What has to be in the cluster before the overlay is applied; without it the API server refuses some of the objects. */
function prerequisites({ deploy }: Service): string[] {
  const { expose, ingressClass, monitoring } = deploy
  const needs = [
    ...(expose === 'http-route' ? ['the Gateway API'] : []),
    ...(expose === 'ingress' && ingressClass === 'traefik' ? ['Traefik'] : []),
    ...(expose === 'ingress' && ingressClass === 'gce' ? ['GKE'] : []),
    ...(monitoring ? ['the Prometheus operator'] : []),
  ]
  return needs.length === 0 ? [] : [`Needs the CRDs of ${needs.join(' and of ')}; on a cluster without them: ../plain.`]
}

function smaller({ deploy }: Service, replicas: number, max: number): Patch[] {
  const least = Math.min(replicas, deploy.replicas)
  const scale = deploy.autoscale
    ? patch('HorizontalPodAutoscaler', [
        { op: 'replace', path: '/spec/minReplicas', value: least },
        { op: 'replace', path: '/spec/maxReplicas', value: Math.max(least, Math.min(max, deploy.autoscale.max)) },
      ])
    : patch('Deployment', [{ op: 'replace', path: '/spec/replicas', value: least }])
  const available = Math.min(deploy.minAvailable, least - 1)
  return [scale, patch('PodDisruptionBudget', [{ op: 'replace', path: '/spec/minAvailable', value: available }])]
}

/** The Ingress or HTTPRoute of another host and namespace. */
function entryPatches({ name, deploy }: Service, host: string, namespace: string): Patch[] {
  const { expose, ingressClass, tls, path } = deploy
  if (expose === 'none') return []
  if (expose === 'http-route') return [patch('HTTPRoute', [{ op: 'replace', path: '/spec/hostnames/0', value: host }])]
  const annotation = '/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares'
  const hasTls = tls && host !== `${name}.local`
  return [
    patch('Ingress', [
      { op: 'replace', path: '/spec/rules/0/host', value: host },
      ...(hasTls ? [{ op: 'replace', path: '/spec/tls/0/hosts/0', value: host }] : []),
      ...(ingressClass === 'traefik'
        ? [{ op: 'replace', path: annotation, value: middlewaresOf(namespace, name, path) }]
        : []),
    ]),
  ]
}

/** RFC 6902, on all objects of a kind. */
function patch(kind: string, operations: readonly object[]): Patch {
  return { target: { kind }, patch: printYaml(operations) }
}
