import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basicAuth, type ServiceDefinition } from 'slipway'
import { configOf } from '../../src/deploy/kubernetes/environment.ts'
import { type DeploymentOptions, resolveService } from '../../src/service/index.ts'

const model = { kind: 'text-classifier', options: {} } as const
const access = basicAuth({ users: 'credentials.csv', permissions: [] })

function config(deploy: DeploymentOptions, more: Partial<ServiceDefinition> = {}) {
  const definition = { name: 'small', port: 5999, models: { model }, deploy, ...more } as unknown as ServiceDefinition
  return configOf(resolveService(definition, '/', { version: '1.2.3' }))
}

test('the server knows how many proxies are before it, by the entry that the service declares', () => {
  assert.equal(config({}).TRUST_PROXY, '1')
  assert.equal(config({ expose: 'http-route' }).TRUST_PROXY, '1')
  assert.equal(config({ ingressClass: 'gce' }).TRUST_PROXY, '2')
  assert.equal(config({ expose: 'none' }).TRUST_PROXY, '')
  assert.equal(config({ environment: { TRUST_PROXY: '10.0.0.0/8' } }).TRUST_PROXY, '10.0.0.0/8')
})

test('who has no user is limited only where the server can tell callers apart', () => {
  const limit = (deploy: DeploymentOptions, more = {}) => config(deploy, more).MAX_REQUESTS_PER_MINUTE !== ''
  assert.deepEqual(
    [limit({}), limit({ expose: 'none' }), limit({ expose: 'none' }, { access })],
    [true, false, true],
  )
})
