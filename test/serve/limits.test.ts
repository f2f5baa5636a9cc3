import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LocalRateLimit } from 'slipway/serve'
import { alice, basicHeader, bob, smallApp } from './world.ts'

test('a limit counts each user for itself, and whoever has no user by address', async () => {
  const app = await smallApp({ limit: new LocalRateLimit(2) })
  const status = async (url: string, authorization?: string, remoteAddress = '10.0.0.1') => {
    const headers = authorization === undefined ? {} : { authorization }
    return (await app.inject({ url, headers, remoteAddress })).statusCode
  }
  assert.deepEqual(
    [await status('/permissions', alice), await status('/permissions', alice), await status('/permissions', alice)],
    [200, 200, 429],
  )
  assert.equal(await status('/permissions', bob), 200)
  assert.deepEqual([await status('/status'), await status('/status'), await status('/status')], [200, 200, 429])
  assert.equal(await status('/status', undefined, '10.0.0.2'), 200)
  const guess = (password: string) => status('/permissions', basicHeader('bob', password))
  assert.deepEqual(
    [await guess('a'), await guess('b'), await guess('c')],
    [401, 401, 429],
    'wrong passwords count for their address, apart from requests without one',
  )
})

test('an answer tells what is left, and one beyond the limit when to come back', async () => {
  const app = await smallApp({ limit: new LocalRateLimit(1) })
  const first = await app.inject('/status')
  assert.equal(first.headers['ratelimit-policy'], '"default";q=1;w=60')
  assert.equal(first.headers.ratelimit, '"default";r=0;t=60')
  const second = await app.inject('/status')
  assert.equal(second.statusCode, 429)
  assert.equal(second.headers['retry-after'], '60')
  assert.equal(second.json().detail, 'The limit of 1 requests a minute is used up; come back in 60 s.')
})

test('probes and metrics are not limited', async () => {
  const app = await smallApp({ limit: new LocalRateLimit(1) })
  for (let i = 0; i < 3; i++) {
    for (const url of ['/livez', '/readyz', '/metrics']) assert.equal((await app.inject(url)).statusCode, 200)
  }
})

test('a minute after the first request the count begins anew', () => {
  let now = 0
  const limit = new LocalRateLimit(1, () => now)
  assert.deepEqual(limit.take('a'), { allowed: true, remaining: 0, resetSeconds: 60 })
  now = 59_500
  assert.deepEqual(limit.take('a'), { allowed: false, remaining: 0, resetSeconds: 1 })
  now = 60_000
  assert.deepEqual(limit.take('a'), { allowed: true, remaining: 0, resetSeconds: 60 })
})
