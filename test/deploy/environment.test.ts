import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basicAuth, type ServiceDefinition } from 'slipway'
import { configChanges, configOf } from '../../src/deploy/kubernetes/environment.ts'
import { apiPolicyOf } from '../../src/deploy/kubernetes/network-policy.ts'
import { type DeploymentOptions, resolveService } from '../../src/service/index.ts'

const model = { kind: 'text-classifier', options: {} } as const
const access = basicAuth({ users: 'credentials.csv', permissions: [] })

function service(deploy: DeploymentOptions, more: Partial<ServiceDefinition> = {}) {
  const definition = { name: 'small', port: 5999, models: { model }, deploy, ...more } as unknown as ServiceDefinition
  return resolveService(definition, '/', { version: '1.2.3' })
}

const config = (...declared: Parameters<typeof service>) => configOf(service(...declared))

test('the server knows how many proxies are before it, by the entry that the service declares', () => {
  assert.equal(config({}).TRUST_PROXY, '1')
  assert.equal(config({ expose: 'http-route' }).TRUST_PROXY, '1')
  assert.equal(config({ ingressClass: 'gce' }).TRUST_PROXY, '2')
  assert.equal(config({ expose: 'none' }).TRUST_PROXY, '')
  assert.equal(config({ environment: { TRUST_PROXY: '10.0.0.0/8' } }).TRUST_PROXY, '10.0.0.0/8')
})

test('who has no user is limited only where the server can tell callers apart', () => {
  const limit = (deploy: DeploymentOptions, more = {}) => config(deploy, more).MAX_REQUESTS_PER_MINUTE !== ''
  assert.deepEqual([limit({}), limit({ expose: 'none' }), limit({ expose: 'none' }, { access })], [true, false, true])
})

test('pods that count for themselves share the limit, in each overlay by its own number of pods', () => {
  assert.equal(config({}).MAX_REQUESTS_PER_MINUTE, '200')
  assert.equal(config({ replicas: 7, maxRequestsPerMinute: 100 }).MAX_REQUESTS_PER_MINUTE, '15')
  assert.deepEqual(configChanges(service({}), { replicas: 2 }), ['MAX_REQUESTS_PER_MINUTE=300'])
  assert.deepEqual(configChanges(service({}), { replicas: 3 }), [])
  assert.deepEqual(configChanges(service({}), { hasEntry: false }), ['TRUST_PROXY=', 'MAX_REQUESTS_PER_MINUTE='])
  assert.deepEqual(configChanges(service({}, { access }), { hasEntry: false }), ['TRUST_PROXY='])
  const own = { MAX_REQUESTS_PER_MINUTE: '50' }
  assert.deepEqual(configChanges(service({ environment: own }), { replicas: 1 }), [])
})

test('one counter for all pods takes the whole limit, and the policy lets pods reach it', () => {
  const ways = (deploy: DeploymentOptions) => apiPolicyOf(service(deploy)).spec!.egress!.slice(1)
  const named = { environment: { RATE_LIMIT_STORE: 'redis://valkey.counts.svc' } }
  const secret = { secrets: ['RATE_LIMIT_STORE'] }
  for (const deploy of [named, secret]) assert.equal(config(deploy).MAX_REQUESTS_PER_MINUTE, '600')
  const ports = [{ port: 6379, protocol: 'TCP' }]
  const inCluster = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'counts' } } }]
  assert.deepEqual(ways(named), [{ to: inCluster, ports }])
  assert.deepEqual(ways(secret)[0]!.ports, ports)
  assert.deepEqual(ways({ environment: { RATE_LIMIT_STORE: 'rediss://cache.example.com:6380/1' } })[0]!.ports, [
    { port: 6380, protocol: 'TCP' },
  ])
  assert.deepEqual(ways({}), [])
})
