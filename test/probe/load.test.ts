import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { broken } from '../../src/probe/load/limits.ts'
import { runLoad } from '../../src/probe/load/run-load.ts'
import { showLoad } from '../../src/probe/load/show-load.ts'
import { toTarget } from '../../src/probe/target.ts'
import { serverThat } from '../support/server-that.ts'

const timeoutMs = 10_000

test('a closed loop sends as many requests as asked for, as many at a time, and reads every answer', async (t) => {
  let underWay = 0
  let most = 0
  // Nobody is answered before five have asked.
  const five = Promise.withResolvers<void>()
  const address = await serverThat(t, async (_, response) => {
    most = Math.max(most, ++underWay)
    if (most === 5) five.resolve()
    await five.promise
    underWay--
    response.end('twelve bytes')
  })
  const result = await runLoad({ targets: [toTarget(address)], connections: 5, requests: 203, timeoutMs })
  const { requests, failed, bytes, statuses, failures, latencyMs } = result
  assert.deepEqual(
    { requests, failed, bytes, statuses, failures, most },
    { requests: 203, failed: 0, bytes: 203 * 12, statuses: { 200: 203 }, failures: {}, most: 5 },
  )
  assert.ok(latencyMs.min !== null && latencyMs.max !== null && latencyMs.min <= latencyMs.max)
  assert.equal(
    result.bars.reduce((sum, { count }) => sum + count, 0),
    203,
  )
})

test('a service that fails every tenth request is found out, by kind', async (t) => {
  let number = 0
  const address = await serverThat(t, (request, response) => {
    number++
    if (number % 20 === 0) request.socket.destroy()
    else response.writeHead(number % 10 === 0 ? 503 : 200).end('{}')
  })
  const result = await runLoad({ targets: [toTarget(address)], connections: 1, requests: 100, timeoutMs })
  assert.equal(result.failed, 10)
  assert.deepEqual(result.failures, { 503: 5, 'connection reset': 5 })
  assert.deepEqual(broken(result, { maxFailed: 9 }), ['10 requests failed, at most 9 may'])
  assert.deepEqual(broken(result, { maxFailed: 10 }), [])
})

test('requests are sent in turn, with their method, headers, user and body', async (t) => {
  const seen: unknown[] = []
  const address = await serverThat(t, async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    seen.push([request.method, request.url, request.headers['content-type'], request.headers['x-trace'], body])
    response.end(request.headers.authorization)
  })
  const user = ['alice', 'wonderland'] as const
  const targets = [
    toTarget(`${address}/a`, { body: '{"text":"ü"}', user, headers: ['X-Trace: 7'] }),
    toTarget(`${address}/b?c=d`, { body: 'not JSON', method: 'put', headers: ['Content-Type: text/csv'] }),
  ]
  await runLoad({ targets, connections: 1, requests: 3, timeoutMs })
  const first = ['POST', '/a', 'application/json', '7', '{"text":"ü"}']
  assert.deepEqual(seen, [first, ['PUT', '/b?c=d', 'text/csv', undefined, 'not JSON'], first])
})

test('an open loop counts the wait behind slow answers, which a closed loop hides', async (t) => {
  // One connection, 100 requests a second due, and every answer takes 30 ms: the last one is due at 0.29 s and its turn
  // comes at 0.87 s at the earliest.
  const address = await serverThat(t, async (_, response) => {
    await sleep(30)
    response.end()
  })
  const plan = { targets: [toTarget(address)], connections: 1, requests: 30, timeoutMs }
  const open = await runLoad({ ...plan, rate: 100 })
  assert.equal(open.requests, 30)
  assert.ok((open.latencyMs.max ?? 0) > 500, `${open.latencyMs.max}`)
  assert.ok((open.latencyMs.p50 ?? 0) > 200, `${open.latencyMs.p50}`)
})

test('requests that were due and found no free connection are failures of an open loop', async (t) => {
  const address = await serverThat(t, () => {})
  const plan = { targets: [toTarget(address)], connections: 2, rate: 100, requests: 10, timeoutMs: 150 }
  const result = await runLoad(plan)
  const { 'no answer within 0.15 s': late = 0, 'not sent, every connection was busy': unsent = 0 } = result.failures
  assert.equal(result.requests, 10)
  assert.equal(late + unsent, 10)
  assert.ok(unsent > 0 && late >= 2, `${late} late, ${unsent} unsent`)
  // What never came took as long as was waited for it, at least.
  assert.ok((result.latencyMs.min ?? 0) >= 149, `${result.latencyMs.min}`)
})

test('a service that is not there is no fast service: nothing is said of latencies, and the load has failed', async () => {
  const result = await runLoad({ targets: [toTarget('http://127.0.0.1:1/')], connections: 2, requests: 4, timeoutMs })
  assert.deepEqual(result.failures, { 'connection refused': 4 })
  assert.equal(result.latencyMs.p99, null)
  assert.deepEqual(broken(result, {}), ['no request was answered well'])
  assert.equal(
    showLoad('GET http://127.0.0.1:1/', { ...result, seconds: 0.5, clientLoad: 0.2 }),
    [
      'GET http://127.0.0.1:1/: 4 requests, 2 at a time, in 0.50 s',
      '  answered a second  0',
      '  failed             4 (100.00 %)',
      '  read               0.00 MB',
      '  failures',
      '            4  connection refused',
    ].join('\n'),
  )
})

test('a client that is too busy to be fast says so', async (t) => {
  const address = await serverThat(t, (_, response) => response.end())
  const result = await runLoad({ targets: [toTarget(address)], connections: 1, requests: 3, timeoutMs })
  assert.ok(result.clientLoad >= 0 && result.clientLoad <= 1)
  const note =
    '\n  this client was 97 % busy: the service may do better than these numbers; load it from several places\n'
  assert.ok(showLoad('GET /', { ...result, seconds: 2, clientLoad: 0.971 }).includes(note))
  assert.ok(!showLoad('GET /', { ...result, seconds: 2, clientLoad: 0.5 }).includes('busy'))
})

test('a load that is interrupted gives what was measured until then', async (t) => {
  const controller = new AbortController()
  let answered = 0
  const address = await serverThat(t, (_, response) => {
    if (++answered === 20) controller.abort()
    response.end()
  })
  const { signal } = controller
  const targets = [toTarget(address)]
  const result = await runLoad({ targets, connections: 2, rate: 500, durationMs: 60_000, timeoutMs, signal })
  assert.equal(result.interrupted, true)
  assert.equal(result.failed, 0)
  assert.ok(result.requests >= 20 && result.requests < 30_000, `${result.requests}`)
})

test('every limit that is not kept is said', async (t) => {
  const address = await serverThat(t, (_, response) => response.end())
  const measured = await runLoad({ targets: [toTarget(address)], connections: 1, requests: 3, timeoutMs })
  const latencyMs = { min: 1, mean: 2, p50: 2, p90: 8, p95: 9, p99: 12.34, p999: 20, max: 20 }
  const result = { ...measured, latencyMs, requestsPerSecond: 10.04 }
  assert.deepEqual(broken(result, { maxFailed: 0, maxP50: 1.5, maxP95: 9, maxP99: 12, minRate: 11 }), [
    'p50 is 2.0 ms, at most 1.5 ms may be',
    'p99 is 12.3 ms, at most 12 ms may be',
    '10.0 requests were answered a second, at least 11 must be',
  ])
})

test('a header or method that cannot be sent is said before anything is', () => {
  assert.throws(() => toTarget('http://127.0.0.1:1', { headers: ['no colon', 'A: b'], method: 'FETCH' }), {
    code: 'USAGE',
    message: '--header: expected "Name: value", got "no colon".\n--method: there is no HTTP method "FETCH".',
  })
})
