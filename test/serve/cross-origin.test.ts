import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServiceDefinition } from 'slipway'
import { resolveService } from '../../src/service/index.ts'
import { alice, smallApp, smallDefinition } from './world.ts'

const shop = 'https://shop.example.com'
const definition = { ...smallDefinition, cors: { origins: [shop, 'http://localhost:3000'] } } as ServiceDefinition
const app = await smallApp({}, definition)

function preflight(origin: string, url = '/v1/sentiment') {
  const headers = {
    origin,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  }
  return app.inject({ method: 'OPTIONS', url, headers })
}

test('a page of a listed origin asks first, without a user, and then calls with one', async () => {
  const first = await preflight(shop)
  assert.equal(first.statusCode, 204)
  assert.equal(first.headers['access-control-allow-origin'], shop)
  assert.equal(first.headers['access-control-allow-methods'], 'GET, HEAD, OPTIONS')
  assert.equal(first.headers['access-control-allow-headers'], 'Authorization, Content-Type, X-Request-Id')
  assert.equal(first.headers['access-control-max-age'], '7200')
  assert.equal(first.headers.vary, 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
  const url = '/v1/sentiment?sentence=good'
  const answer = await app.inject({ url, headers: { origin: shop, authorization: alice } })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['access-control-allow-origin'], shop)
  assert.equal(
    answer.headers['access-control-expose-headers'],
    'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
  )
  assert.equal(answer.headers['access-control-allow-credentials'], undefined, 'no cookie is ever needed')
})

test('a page may read errors too, also of a route that is not there', async () => {
  for (const [url, status] of [
    ['/v1/sentiment', 401],
    ['/nothing', 404],
    ['/broken', 500],
  ] as const) {
    const answer = await app.inject({ url, headers: { origin: shop } })
    assert.deepEqual([answer.statusCode, answer.headers['access-control-allow-origin']], [status, shop])
  }
})

test('other origins are told nothing, and caches that the answer depends on the origin', async () => {
  for (const origin of [
    'https://evil.example.com',
    'https://shop.example.com.evil.com',
    'http://shop.example.com',
    'null',
  ]) {
    for (const answer of [await preflight(origin), await app.inject({ url: '/status', headers: { origin } })]) {
      assert.equal(answer.headers['access-control-allow-origin'], undefined, origin)
      assert.match(String(answer.headers.vary), /^Origin\b/)
    }
  }
  assert.equal((await app.inject('/status')).headers.vary, 'Origin')
  const file = await app.inject({ url: '/docs/start.js', headers: { 'accept-encoding': 'gzip', origin: shop } })
  assert.match(String(file.headers.vary), /accept-encoding, Origin/i)
})

test('without a list nothing is said, and OPTIONS answers as before', async () => {
  const own = await smallApp()
  const headers = { origin: shop, 'access-control-request-method': 'GET' }
  for (const method of ['GET', 'OPTIONS'] as const) {
    const answer = await own.inject({ method, url: '/status', headers })
    const said = Object.keys(answer.headers).filter((name) => name.startsWith('access-control') || name === 'vary')
    assert.deepEqual(said, [])
  }
})

test('an origin that no browser sends is refused at declaration', () => {
  const problems = (cors: unknown) => {
    try {
      resolveService({ ...smallDefinition, cors } as ServiceDefinition, '/')
      return []
    } catch (error) {
      return (error as { problems: { path: string; message: string }[] }).problems.map(
        ({ path, message }) => `${path}: ${message}`,
      )
    }
  }
  const expected = 'expected a scheme, a host and perhaps a port, such as "https://shop.example.com"'
  assert.deepEqual(problems({ origins: [shop, 'http://[::1]:8080'] }), [])
  assert.deepEqual(
    problems({ origins: ['https://Shop.example.com/', '*', 'https://*.example.com', 'shop', 7, shop, shop] }),
    [
      `/cors/origins/0: ${expected}, got "https://Shop.example.com/". Browsers send "https://shop.example.com".`,
      `/cors/origins/1: ${expected}, got "*". There is no wildcard: name each origin.`,
      `/cors/origins/2: ${expected}, got "https://*.example.com". There is no wildcard: name each origin.`,
      `/cors/origins/3: ${expected}, got "shop".`,
      `/cors/origins/4: ${expected}, got 7.`,
      `/cors/origins/6: "${shop}" is there twice.`,
    ],
  )
  for (const cors of [true, {}, { origins: [] }, null])
    assert.deepEqual(problems(cors), [
      '/cors/origins: expected a list of origins, such as ["https://shop.example.com"].',
    ])
  assert.deepEqual(problems({ origins: [shop], credentials: true }), [
    '/cors/credentials: is not known here; "origins" is.',
  ])
})
