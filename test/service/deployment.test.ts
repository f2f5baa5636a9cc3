import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSlipwayError, type ServiceDefinition } from 'slipway'
import { resolveService } from '../../src/service/index.ts'
import { parseQuantity } from '../../src/service/quantity.ts'

const sound = { name: 'small', port: 5000, models: { v1: { kind: 'text-classifier', options: {} } } }

/** The problems of a sound service with these changes, by place. */
function problemsOf(changes: object): Record<string, string> {
  try {
    resolveService({ ...sound, ...changes } as unknown as ServiceDefinition, '/')
  } catch (error) {
    assert.ok(isSlipwayError(error, 'INVALID_SERVICE'))
    return Object.fromEntries(error.problems.map(({ path, message }) => [path, message]))
  }
  return {}
}

test('a deployment that cannot work is refused with all its problems at once', () => {
  assert.deepEqual(
    problemsOf({
      port: undefined,
      deploy: {
        host: 'park sentiment.example.com',
        replicas: 2,
        minAvailable: 3,
        resources: { requests: { cpu: '1' }, limits: { memory: '128Mi' } },
        modelMemory: '200Mi',
        maxRequestsPerMinute: 0,
        replica: 3,
      },
    }),
    {
      '/port': 'expected a whole number from 1 to 65535, got nothing.',
      '/deploy/replica':
        'there is no such option; there are namespace, image, replicas, autoscale, minAvailable, resources, ' +
        'modelMemory, host, stagingHost, path, expose, ingressClass, ingressNamespace, gateway, tls, ' +
        'maxRequestsPerMinute, logLevel, store, storeSize, environment, secrets, monitoring, monitoringNamespace, ' +
        'training, repository, delivery, googleCloud.',
      '/deploy/host':
        'expected a host name in lower case, such as "api.example.com", got "park sentiment.example.com".',
      '/deploy/minAvailable': 'expected fewer than the 2 replicas: a node could never be drained otherwise, got 3.',
      '/deploy/maxRequestsPerMinute': 'expected a whole number from 1 to 1000000, got 0.',
      '/deploy/resources/requests/cpu': 'expected at most the limit of 500m, got "1".',
      '/deploy/resources/requests/memory': 'expected at most the limit of 128Mi, got "768Mi".',
      '/deploy/resources/limits/memory':
        'expected at least 738Mi: 138Mi for the server and its requests, and three times the models\' 200Mi, got "128Mi".',
    },
  )
})

for (const [what, deploy, place] of [
  ['a namespace that cannot take "-staging"', { namespace: 'a'.repeat(56) }, 'namespace'],
  ['an image with a tag', { image: 'registry.example.com/team/api:latest' }, 'image'],
  ['a memory that is no quantity', { resources: { limits: { memory: '512MB' } } }, 'resources/limits/memory'],
  ['an autoscaler that ends below where it begins', { autoscale: { max: 2 } }, 'autoscale/max'],
  ['an ingress class whose annotations are not known', { ingressClass: 'apache' }, 'ingressClass'],
  ['a rewrite where the class knows none', { ingressClass: 'gce', path: '/stars' }, 'path'],
  ['a path that does not begin with a slash', { path: 'stars' }, 'path'],
  ['a store at an address that no server knows', { store: 'ftp://models.example.com' }, 'store'],
  [
    'a schedule with four fields',
    { training: { schedule: '0 3 * *', data: 's3://rows/reviews.csv' } },
    'training/schedule',
  ],
  [
    'training on rows that are in the image',
    { training: { schedule: '0 3 * * 1', data: 'data/sample.csv' } },
    'training/data',
  ],
  ['training without its data', { training: { schedule: '0 3 * * 1' } }, 'training/data'],
  ['a secret that is no variable', { secrets: ['API KEY'] }, 'secrets/0'],
  ['a variable over two lines', { environment: { NOTE: 'a\nb' } }, 'environment/NOTE'],
] as const) {
  test(`${what} is refused`, () => {
    assert.deepEqual(Object.keys(problemsOf({ deploy })), [`/deploy/${place}`])
  })
}

for (const deploy of [null, [], 'three', { resources: null }, { autoscale: null }, { gateway: {}, secrets: 'KEY' }])
  test(`deploy: ${JSON.stringify(deploy)} ends in problems or in defaults, never in a crash`, () => {
    assert.equal(typeof problemsOf({ deploy }), 'object')
  })

test('quantities are read as Kubernetes reads them', () => {
  assert.equal(parseQuantity('512Mi'), 536_870_912)
  assert.equal(parseQuantity('250m'), 0.25)
  assert.equal(parseQuantity('1.5'), 1.5)
  for (const text of ['', '0', '-1', '512MB', 'Mi', ' 1', 512]) assert.equal(parseQuantity(text), undefined)
})
