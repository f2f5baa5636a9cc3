import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LocalRateLimit } from 'slipway/serve'
import { AccessControl } from '../../src/serve/access/access-control.ts'
import { Failures } from '../../src/serve/access/failures.ts'
import { Verifier } from '../../src/serve/access/verifier.ts'
import { startServer } from './server-process.ts'
import { alice, basicHeader, bob, smallApp, smallUsers } from './world.ts'

const users = await smallUsers()

test('beyond the limit a right password is refused like a wrong one, and users who were there before go on', async () => {
  const app = await smallApp({ limit: new LocalRateLimit(3) })
  const ask = async (authorization: string, remoteAddress = '10.0.0.1') =>
    app.inject({ url: '/permissions', headers: { authorization }, remoteAddress })
  assert.equal((await ask(bob)).statusCode, 200, 'a right password is no guess')
  const guesses = []
  for (const password of ['a', 'b', 'c', 'd']) guesses.push((await ask(basicHeader('alice', password))).statusCode)
  assert.deepEqual(guesses, [401, 401, 401, 429])

  // All but the request's id, and the seconds that are left.
  const told = async (authorization: string) => {
    const { statusCode, headers, body } = await ask(authorization)
    const text = body.replaceAll(headers['x-request-id'] as string, 'ID').replaceAll(/in \d+ s/g, 'in N s')
    return [statusCode, Object.keys(headers), text]
  }
  const right = await told(alice)
  assert.equal(right[0], 429)
  assert.deepEqual(await told(basicHeader('alice', 'e')), right)
  assert.deepEqual(await told(basicHeader('nobody', 'e')), right)
  assert.equal((await ask(bob)).statusCode, 200, 'who logged in at this address goes on')
  assert.equal((await ask(bob, '10.0.0.2')).statusCode, 200)
  assert.equal((await ask(alice, '10.0.0.2')).statusCode, 200, 'other addresses are not touched')
  assert.equal((await ask(alice)).statusCode, 429, 'remembered from elsewhere only, it is refused here still')
})

test('two workers share the count of guesses', async (t) => {
  const { url } = await startServer(t, { WORKERS: '2', MAX_REQUESTS_PER_MINUTE: '6' })
  const ask = async (authorization: string) =>
    (await fetch(`${url}/v1/sentiment?sentence=great`, { headers: { authorization, connection: 'close' } })).status
  const statuses = []
  for (let i = 0; i < 8; i++) statuses.push(await ask(basicHeader('alice', `guess ${i}`)))
  assert.deepEqual(statuses, [...Array(6).fill(401), 429, 429])
  for (let i = 0; i < 4; i++) assert.equal(await ask(alice), 429, 'in both workers')
})

test('wrong passwords slow down: each beyond the free ones doubles the wait, up to the longest', () => {
  let now = 0
  const failures = new Failures({ free: 3, longestWait: 5 }, () => now)
  const waits = []
  for (let i = 0; i < 8; i++) {
    failures.add('alice')
    const seconds = failures.waitSeconds('alice')
    waits.push(seconds)
    now += seconds * 1000
    assert.equal(failures.waitSeconds('alice'), 0)
  }
  assert.deepEqual(waits, [0, 0, 1, 2, 4, 5, 5, 5])
  assert.equal(failures.waitSeconds('bob'), 0)
  now += 60_000
  failures.add('alice')
  assert.equal(failures.waitSeconds('alice'), 0, 'after a minute without one the count begins anew')
})

test('an address that guesses has to wait whatever name it tries, without a limit too', async () => {
  const access = new AccessControl(users, quick())
  await access.identify(bob, '10.0.0.1')
  for (let i = 0; i < 200; i++)
    assert.equal(await access.identify(basicHeader(`name ${i}`, 'x'), '10.0.0.1'), undefined)
  await assert.rejects(async () => access.identify(alice, '10.0.0.1'), {
    code: 'TOO_MANY_REQUESTS',
    message: 'Too many passwords were wrong; none is checked for the next 1 s.',
    waitSeconds: 1,
  })
  assert.equal(access.remembered(bob, '10.0.0.1')?.username, 'bob')
  assert.equal((await access.identify(alice, '10.0.0.2'))?.username, 'alice')
})

test('a name that is guessed from many addresses has to wait, whether it exists or not, except where its user was before', async () => {
  const access = new AccessControl(users, quick())
  await access.identify(alice, '10.9.9.9')
  for (const name of ['alice', 'nobody']) {
    for (let i = 0; i < 30; i++) await access.identify(basicHeader(name, `guess ${i}`), `10.0.0.${i}`)
    await assert.rejects(async () => access.identify(basicHeader(name, 'again'), '10.1.1.1'), { waitSeconds: 1 })
  }
  assert.equal(await access.identify(basicHeader('alice', 'a typo'), '10.9.9.9'), undefined)
  assert.equal((await access.identify(bob, '10.1.1.1'))?.username, 'bob')
})

test('the wait is told in Retry-After', async () => {
  const access = new AccessControl(users, quick())
  for (let i = 0; i < 30; i++) await access.identify(basicHeader('alice', `guess ${i}`), `10.0.0.${i}`)
  const app = await smallApp({ access, limit: new LocalRateLimit(100) })
  const answer = await app.inject({ url: '/permissions', headers: { authorization: alice } })
  assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [429, '1'])
})

test('flooded, names that exist and names that do not are answered alike, and a right password is served', async () => {
  const access = new AccessControl(users, new Verifier({ concurrency: 1, laneLength: 2 }))
  const app = await smallApp({ access })
  let i = 0
  const answers = new Map<string, { 401: number; 429: number; soonest: number }>()
  const guess = async (name: string) => {
    const began = performance.now()
    const answer = await app.inject({ url: '/permissions', headers: { authorization: basicHeader(name, `${i++}`) } })
    const seen = answers.get(name) ?? { 401: 0, 429: 0, soonest: Number.POSITIVE_INFINITY }
    seen[answer.statusCode as 401 | 429] += 1
    if (answer.statusCode === 429) seen.soonest = Math.min(seen.soonest, performance.now() - began)
    answers.set(name, seen)
  }
  const flood = Array.from({ length: 120 }, (_, n) => guess(['alice', 'nobody', 'somebody'][n % 3]!))
  const right = await app.inject({ url: '/permissions', headers: { authorization: bob } })
  assert.equal(right.statusCode, 200)
  await Promise.all(flood)
  for (const [name, seen] of answers) {
    assert.equal(seen[401] + seen[429], 40)
    assert.ok(seen[429] >= 35, `${name}: ${JSON.stringify(seen)}`)
    assert.ok(seen.soonest >= 990, `${name} was refused after ${seen.soonest} ms`)
  }
})

/** Knows at once that a name does not exist: these tests are not about how long a check takes. */
function quick(): Verifier {
  class Quick extends Verifier {
    override verify(user: string, run: () => Promise<boolean>): Promise<boolean> {
      return user === '' ? Promise.resolve(false) : run()
    }
  }
  return new Quick()
}
