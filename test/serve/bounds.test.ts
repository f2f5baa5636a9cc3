import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceDefinition } from 'slipway'
import type { AppOptions } from 'slipway/serve'
import { BodyBudget } from '../../src/serve/input/body-budget.ts'
import { Meters } from '../../src/serve/metrics/meters.ts'
import { alice, smallApp, smallDefinition } from './world.ts'

const limits = { inputs: 1000, explained: 10, values: 500 }
const limited = { ...smallDefinition, limits } as ServiceDefinition

test('more inputs than the service allows are answered with 413 and the limit, in a small body and in a large one', async () => {
  const app = await smallApp({}, limited)
  const predict = async (payload: object) => {
    const headers = { authorization: alice, 'content-type': 'application/json' }
    return app.inject({ method: 'POST', url: '/models/v1/predict', headers, payload: JSON.stringify(payload) })
  }
  for (const input of ['good', 'good '.repeat(100)]) {
    const many = await predict({ inputs: Array(1001).fill(input) })
    assert.equal(many.statusCode, 413)
    assert.equal(many.json().detail, 'The request has more than 1,000 inputs, which is the limit; send them in parts.')
    assert.equal((await predict({ inputs: Array(1000).fill(input) })).statusCode, 200)
  }
  const explained = await predict({ inputs: Array(11).fill('good'), explain: true })
  assert.equal(explained.statusCode, 413)
  assert.equal(explained.json().detail, 'The request has 11 inputs to explain, the limit is 10; send them in parts.')
})

test('a large body answers as the same inputs in small ones do', async () => {
  const app = await smallApp()
  const inputs = Array.from(
    { length: 3000 },
    (_, i) => `${i % 3 === 0 ? 'good' : 'bad'} "${i}" \\ — 😀 ${'x'.repeat(30)}`,
  )
  const predict = async (payload: object, url = '/models/v1/predict') => {
    const headers = { authorization: alice, 'content-type': 'application/json' }
    return (await app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) })).json()
  }
  const { predictions } = await predict({ inputs, explain: false })
  const parts = await Promise.all([0, 1000, 2000].map((from) => predict({ inputs: inputs.slice(from, from + 1000) })))
  assert.deepEqual(
    predictions,
    parts.flatMap((part) => part.predictions),
  )
  const wrong = await predict({ inputs: [...inputs, 1], explain: 'yes', more: 1 })
  assert.deepEqual(
    wrong.errors.map(({ path }: { path: string }) => path),
    ['/more', '/explain'],
  )
  assert.deepEqual((await predict({ inputs: [...inputs, 1] })).errors, [
    { path: '/inputs/3000', message: 'expected a text.' },
  ])
})

test('more values than a route of the service allows are answered with 413 and the limit', async () => {
  const app = await smallApp({}, limited)
  const payload = JSON.stringify({ n: 1, more: Array(30_000).fill('abc') })
  const answer = await app.inject({
    method: 'POST',
    url: '/strict',
    headers: { 'content-type': 'application/json' },
    payload,
  })
  assert.equal(answer.statusCode, 413)
  assert.equal(answer.json().detail, 'The body has more than 500 values; send it in parts.')
})

test('work that takes too long is answered with 503 and Retry-After', async () => {
  const app = await smallApp({ requestTimeoutMs: 100 })
  const slow = await app.inject('/slow')
  assert.equal(slow.statusCode, 503)
  assert.equal(slow.headers['retry-after'], '1')
  assert.match(slow.json().detail, /^The request needs more than 100 ms \(REQUEST_TIMEOUT_MS\)/)
})

test('work whose client has gone ends, and is counted as 499', async (t) => {
  const meters = new Meters()
  const { port, app } = await listening(t, { meters })
  const body = JSON.stringify({ inputs: Array(200_000).fill('a good day, and another one') })
  const headers = { authorization: alice, 'content-type': 'application/json' }
  const sending = request({ port, method: 'POST', path: '/models/v1/predict', headers })
  sending.on('error', () => {})
  sending.end(body)
  sending.on('response', (response) => {
    response.once('data', () => sending.destroy())
    response.on('error', () => {})
  })
  const meter = meters.meter('/models/{model}/predict', 'POST')
  for (let i = 0; i < 200 && meter.answers.size === 0; i++) await sleep(20)
  assert.deepEqual([...meter.answers.keys()], [499])
  assert.equal((await app.inject('/status')).statusCode, 200)
})

test('a large body waits for room that another one takes, and small ones do not', async (t) => {
  const { port } = await listening(t, { maxBytesInFlight: 2 ** 20 })
  const slow = request({
    port,
    method: 'POST',
    path: '/strict',
    headers: { 'content-type': 'application/json', 'content-length': 900_000 },
  })
  slow.on('error', () => {})
  slow.flushHeaders()
  await sleep(200)
  const post = (payload: string) =>
    new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' }
      const sending = request({ port, method: 'POST', path: '/strict', headers }, async (response) => {
        await text(response)
        resolve(response.statusCode ?? 0)
      })
      sending.on('error', reject)
      sending.end(payload)
    })
  const large = post(JSON.stringify({ n: 1, more: 'a'.repeat(800_000) }))
  assert.equal(await post('{"n":1}'), 200)
  assert.equal(await Promise.race([large, sleep(200, 'waits')]), 'waits')
  slow.destroy()
  assert.equal(await large, 200)
})

test('room is given to those who wait in their order, and all of it comes back', () => {
  const budget = new BodyBudget(800)
  const order: string[] = []
  budget.reserve(600, () => order.push('first'))
  budget.reserve(500, (error) => order.push(error === undefined ? 'second' : error.message))
  const leave = budget.reserve(500, () => order.push('third'))
  budget.reserve(100, () => order.push('fourth'))
  assert.deepEqual(order, ['first'])
  assert.throws(() => budget.take(300), /MAX_BYTES_IN_FLIGHT/)
  leave()
  budget.give(600)
  assert.deepEqual(order, ['first', 'second', 'fourth'])
  budget.give(600)
  assert.equal(budget.heldBytes, 0)
})

async function listening(t: TestContext, options: Partial<AppOptions>) {
  const app = await smallApp(options)
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())
  return { app, port: (app.server.address() as AddressInfo).port }
}
