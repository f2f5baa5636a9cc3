import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AccessControl } from '../../src/serve/access/access-control.ts'
import { parseBasic } from '../../src/serve/access/basic.ts'
import { HeaderMemory } from '../../src/serve/access/memory.ts'
import { sipHash } from '../../src/serve/access/sip-hash.ts'
import { Verifier } from '../../src/serve/access/verifier.ts'
import { alice, basicHeader, bob, smallUsers } from './world.ts'

const users = await smallUsers()

test('SipHash-2-4 gives the numbers of its paper and of its reference program', () => {
  const key = Uint8Array.from({ length: 16 }, (_, i) => i)
  const hash = (length: number) => {
    const { high, low } = sipHash(key)(String.fromCharCode(...Array.from({ length }, (_, i) => i)))
    return ((BigInt(high) << 32n) | BigInt(low)).toString(16)
  }
  assert.equal(hash(15), 'a129ca6149be45e5')
  assert.equal(hash(0), '726fdb47dd0e0e31')
  assert.equal(hash(1), '74f839c593dc67fd')
  assert.equal(hash(8), '93f5f5799a932462')
})

test('what a header means is remembered within bounds of number and time', () => {
  let now = 0
  const memory = new HeaderMemory<string>({ entries: 3, ageMs: 1000, now: () => now })
  for (const name of ['a', 'b', 'c', 'd']) memory.set(name, name)
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((name) => memory.get(name)),
    [undefined, 'b', 'c', 'd'],
  )
  now = 900
  assert.equal(memory.get('b'), 'b')
  now = 1100
  assert.deepEqual(
    ['b', 'c'].map((name) => memory.get(name)),
    ['b', undefined],
  )
})

test('a user name ends at the first colon, so one with a colon cannot be sent', () => {
  assert.deepEqual(parseBasic(basicHeader('al', 'ice:wonder')), { username: 'al', password: 'ice:wonder' })
  assert.deepEqual(parseBasic(basicHeader('é', 'ü')), { username: 'é', password: 'ü' })
  assert.equal(parseBasic('Basic YWxpY2U'), undefined)
})

test('a right password gets its turn while wrong ones pour in, and once known it waits for nobody', async () => {
  const access = new AccessControl(users, new Verifier({ concurrency: 1 }))
  const flood = { asked: 0, wrong: 0, refused: 0 }
  const pour = (username: string): void => {
    flood.asked += 1
    Promise.resolve(access.identify(basicHeader(username, `guess ${flood.asked}`))).then(
      () => {
        flood.wrong += 1
      },
      (error: { code: string }) => {
        assert.equal(error.code, 'TOO_MANY_REQUESTS')
        flood.refused += 1
      },
    )
  }
  for (let i = 0; i < 300; i++) pour(`stranger ${i}`)
  for (let i = 0; i < 300; i++) pour('bob')
  const wrongBefore = flood.wrong
  const user = await access.identify(alice)
  assert.equal(user?.username, 'alice')
  assert.ok(flood.wrong - wrongBefore <= 4, `${flood.wrong - wrongBefore} wrong ones were checked first`)
  assert.ok(flood.refused > 500)
  // Remembered: the answer is there at once, without a promise.
  assert.deepEqual(access.identify(alice), { username: 'alice', permissions: ['v1', 'v2'] })
})

test('the same wrong header is checked once in a minute', async () => {
  let checks = 0
  class Counting extends Verifier {
    override verify(lane: string, run: () => Promise<boolean>): Promise<boolean> {
      checks += 1
      return super.verify(lane, run)
    }
  }
  const access = new AccessControl(users, new Counting())
  const wrong = basicHeader('alice', 'nonsense')
  await Promise.all([access.identify(wrong), access.identify(wrong), access.identify(wrong)])
  assert.equal(await access.identify(wrong), undefined)
  assert.equal(checks, 1)
})

test('an unknown user is checked as a known one is', async () => {
  const lanes: string[] = []
  class Watching extends Verifier {
    override verify(lane: string, run: () => Promise<boolean>): Promise<boolean> {
      lanes.push(lane)
      return super.verify(lane, run)
    }
  }
  const access = new AccessControl(users, new Watching())
  assert.equal(await access.identify(basicHeader('nobody', 'wonderland')), undefined)
  assert.equal((await access.identify(bob))?.username, 'bob')
  assert.deepEqual(lanes, ['', 'bob'])
})
