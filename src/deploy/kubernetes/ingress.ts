import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1'
import type { Service } from '../../service/contract.ts'
import type { Deployment, IngressClass } from '../../service/deployment.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { objectFile } from './file.ts'
import { componentFile } from './kustomization.ts'
import { metadataOf, namesOf } from './names.ts'
import { googlePolicyOf } from './network-policy.ts'

/** The component that lets requests in by an Ingress, in the words of its class. */
export function ingressFiles(service: Service): GeneratedFile[] {
  const { extras, servicePatch } = classes[service.deploy.ingressClass]
  const more = extras(service)
  const patches = servicePatch ? { patches: [{ target: { kind: 'Service' }, patch: servicePatch(service) }] } : {}
  return [
    componentFile('components/ingress', {
      resources: ['ingress.yaml', ...Object.keys(more)],
      ...patches,
    }),
    objectFile('components/ingress/ingress.yaml', ingressOf(service), ingressComments(service)),
    ...Object.entries(more).map(([name, object]) => objectFile(`components/ingress/${name}`, object)),
  ]
}

export function ingressOf(service: Service, deploy: Deployment = service.deploy): IIngress {
  const { api, tls } = namesOf(service)
  const { annotations, path, pathType } = classes[deploy.ingressClass].entry(deploy, service.name)
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...metadataOf(service, api), annotations },
    spec: {
      // GKE's controller reads the annotation only.
      ...(deploy.ingressClass === 'gce' ? {} : { ingressClassName: deploy.ingressClass }),
      ...(deploy.tls ? { tls: [{ hosts: [deploy.host], secretName: tls }] } : {}),
      rules: [
        {
          host: deploy.host,
          http: { paths: [{ path, pathType, backend: { service: { name: api, port: { name: 'http' } } } }] },
        },
      ],
    },
  }
}

/** Objects beside the Ingress that its class needs: where a class keeps the limit and the rewrite elsewhere. */
export function ingressExtras(service: Service): { readonly [file: string]: object } {
  return classes[service.deploy.ingressClass].extras(service)
}

interface Entry {
  readonly annotations: { readonly [name: string]: string }
  readonly path: string
  readonly pathType: 'Prefix' | 'ImplementationSpecific'
}

interface ClassRules {
  readonly entry: (deploy: Deployment, name: string) => Entry
  readonly extras: (service: Service) => { readonly [file: string]: object }
  readonly servicePatch?: (service: Service) => string
}

const plain = (path: string) => ({ path, pathType: 'Prefix' }) as const
const nothing = () => ({})

/** A request of 16 MB, in batches, is the most that a service reads. */
const bodyLimit = '16m'

const classes: Readonly<Record<IngressClass, ClassRules>> = {
  nginx: {
    entry: ({ path, maxRequestsPerMinute }) => {
      const annotations = {
        'nginx.ingress.kubernetes.io/limit-rpm': String(maxRequestsPerMinute),
        'nginx.ingress.kubernetes.io/limit-burst-multiplier': '5',
        'nginx.ingress.kubernetes.io/proxy-body-size': bodyLimit,
      }
      if (path === '/') return { annotations, ...plain(path) }
      const rewrite = {
        'nginx.ingress.kubernetes.io/use-regex': 'true',
        'nginx.ingress.kubernetes.io/rewrite-target': '/$2',
      }
      return {
        annotations: { ...annotations, ...rewrite },
        path: `${escaped(path)}(/|$)(.*)`,
        pathType: 'ImplementationSpecific',
      }
    },
    extras: nothing,
  },
  haproxy: {
    entry: ({ path, maxRequestsPerMinute }) => ({
      annotations: {
        'haproxy.org/rate-limit-requests': String(maxRequestsPerMinute),
        'haproxy.org/rate-limit-period': '1m',
        'haproxy.org/rate-limit-status-code': '429',
        ...(path === '/' ? {} : { 'haproxy.org/path-rewrite': `${escaped(path)}/?(.*) /\\1` }),
      },
      ...plain(path),
    }),
    extras: nothing,
  },
  traefik: {
    entry: ({ path, namespace }, name) => ({
      annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': middlewaresOf(namespace, name, path) },
      ...plain(path),
    }),
    extras: (service) => {
      const { path, maxRequestsPerMinute } = service.deploy
      const middleware = (name: string, spec: object) => ({
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        metadata: metadataOf(service, `${service.name}-${name}`),
        spec,
      })
      const burst = Math.max(50, Math.ceil(maxRequestsPerMinute / 10))
      return {
        'rate-limit.yaml': middleware('rate-limit', {
          rateLimit: { average: maxRequestsPerMinute, period: '1m', burst },
        }),
        ...(path === '/'
          ? {}
          : { 'strip-prefix.yaml': middleware('strip-prefix', { stripPrefix: { prefixes: [path] } }) }),
      }
    },
  },
  gce: {
    entry: () => ({ annotations: { 'kubernetes.io/ingress.class': 'gce' }, ...plain('/') }),
    extras: (service) => ({
      'backend-config.yaml': {
        apiVersion: 'cloud.google.com/v1',
        kind: 'BackendConfig',
        metadata: metadataOf(service, service.name),
        spec: {
          timeoutSec: 30,
          connectionDraining: { drainingTimeoutSec: 30 },
          healthCheck: { type: 'HTTP', requestPath: '/readyz', port: service.port, checkIntervalSec: 5, timeoutSec: 2 },
          // The rate limit of this class: a policy of Cloud Armor with this name.
          securityPolicy: { name: service.name },
        },
      },
      'network-policy.yaml': googlePolicyOf(service),
    }),
    servicePatch: (service) =>
      JSON.stringify([{ op: 'add', path: '/metadata/annotations', value: googleAnnotations(service) }]),
  },
}

/** What GKE reads of a Service: pods are reached without a way over the nodes, and the settings of the load balancer. */
export function googleAnnotations({ name }: Service) {
  return {
    'cloud.google.com/neg': '{"ingress": true}',
    'cloud.google.com/backend-config': JSON.stringify({ default: name }),
  } as const
}

/** Traefik names a middleware by its namespace, so that each overlay has names of its own. */
export function middlewaresOf(namespace: string, name: string, path: string): string {
  const middlewares = ['rate-limit', ...(path === '/' ? [] : ['strip-prefix'])]
  return middlewares.map((middleware) => `${namespace}-${name}-${middleware}@kubernetescrd`).join(',')
}

function ingressComments({ deploy }: Service): Record<string, string> {
  const limits: Readonly<Record<IngressClass, string>> = {
    nginx: 'For each address of a client, and for each of the controller’s pods.',
    haproxy: 'For each address of a client.',
    traefik: 'Rate limit and rewrite are in objects of their own, named with their namespace.',
    gce: 'The rate limit is the policy of Cloud Armor that backend-config.yaml names.',
  }
  return { '/metadata/annotations': limits[deploy.ingressClass] }
}

function escaped(path: string): string {
  return path.replaceAll(/[.~]/g, '\\$&')
}
