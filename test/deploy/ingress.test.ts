import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServiceDefinition } from 'slipway'
import { heapMi } from '../../src/deploy/kubernetes/environment.ts'
import { httpRouteOf } from '../../src/deploy/kubernetes/http-route.ts'
import { ingressExtras, ingressOf } from '../../src/deploy/kubernetes/ingress.ts'
import { apiPolicyOf } from '../../src/deploy/kubernetes/network-policy.ts'
import { resolveService } from '../../src/service/index.ts'

const sound = { name: 'stars', port: 8000, models: { v1: { kind: 'text-classifier', options: {} } } }
const serviceWith = (deploy: object) => resolveService({ ...sound, deploy } as unknown as ServiceDefinition, '/')

test('each class of ingress limits and rewrites in its own words', () => {
  const entryOf = (ingressClass: string) => {
    const { metadata, spec } = ingressOf(serviceWith({ ingressClass, path: '/stars.v1', maxRequestsPerMinute: 90 }))
    const { path, pathType } = spec!.rules![0]!.http!.paths[0]!
    return { path, pathType, annotations: metadata!.annotations }
  }
  assert.deepEqual(entryOf('nginx'), {
    path: '/stars\\.v1(/|$)(.*)',
    pathType: 'ImplementationSpecific',
    annotations: {
      'nginx.ingress.kubernetes.io/limit-rpm': '90',
      'nginx.ingress.kubernetes.io/limit-burst-multiplier': '5',
      'nginx.ingress.kubernetes.io/proxy-body-size': '16m',
      'nginx.ingress.kubernetes.io/use-regex': 'true',
      'nginx.ingress.kubernetes.io/rewrite-target': '/$2',
    },
  })
  assert.deepEqual(entryOf('haproxy').annotations, {
    'haproxy.org/rate-limit-requests': '90',
    'haproxy.org/rate-limit-period': '1m',
    'haproxy.org/rate-limit-status-code': '429',
    'haproxy.org/path-rewrite': '/stars\\.v1/?(.*) /\\1',
  })
  assert.deepEqual(entryOf('traefik').annotations, {
    'traefik.ingress.kubernetes.io/router.middlewares':
      'stars-stars-rate-limit@kubernetescrd,stars-stars-strip-prefix@kubernetescrd',
  })
})

test("GKE's class limits by a policy of Cloud Armor, and Google's health checks are let in", () => {
  const extras = ingressExtras(serviceWith({ ingressClass: 'gce' }))
  assert.deepEqual(Object.keys(extras), ['backend-config.yaml', 'network-policy.yaml'])
  assert.match(JSON.stringify(extras['network-policy.yaml']), /"35\.191\.0\.0\/16".*"130\.211\.0\.0\/22"/)
})

test('an HTTPRoute takes the path away before a request reaches the service', () => {
  assert.match(
    JSON.stringify(httpRouteOf(serviceWith({ path: '/stars' }))),
    /"ReplacePrefixMatch","replacePrefixMatch":"\/"/,
  )
})

test('what a pod may say is DNS and its store, wherever that is', () => {
  const waysOut = (deploy: object) => apiPolicyOf(serviceWith(deploy)).spec!.egress!.slice(1)
  assert.deepEqual(waysOut({}), [])
  const anywhere = [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }]
  assert.deepEqual(waysOut({ store: 'https://models.example.com/all' }), [
    { to: anywhere, ports: [{ port: 443, protocol: 'TCP' }] },
  ])
  assert.deepEqual(
    waysOut({ store: 's3://models', environment: { AWS_ENDPOINT_URL: 'http://minio.storage.svc:9000' } }),
    [
      {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'storage' } } }],
        ports: [{ port: 9000, protocol: 'TCP' }],
      },
    ],
  )
})

test("Node's heap leaves room in the memory limit for Node itself, bodies of requests and two copies of the models", () => {
  assert.equal(heapMi(serviceWith({})), 512 - 64 - 32 - 2 * 32)
  const small = {
    environment: { MAX_BYTES_IN_FLIGHT: '16777216' },
    resources: { requests: { memory: '128Mi' }, limits: { memory: '224Mi' } },
  }
  assert.equal(heapMi(serviceWith(small)), 224 - 64 - 16 - 2 * 32)
})
