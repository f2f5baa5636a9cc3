import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { type TestContext, test } from 'node:test'
import { toTarget } from '../../src/probe/target.ts'
import { fieldOf } from '../../src/probe/watch/field.ts'
import { type Asked, runWatch, type WatchPlan } from '../../src/probe/watch/run-watch.ts'
import { toReport, type WatchReport } from '../../src/probe/watch/watch-report.ts'
import { serverThat } from '../support/server-that.ts'

const plan = { perSecond: 200, timeoutMs: 5000, field: 'version', settleMs: 50 }
const frame = { target: 'GET /', perSecond: 200, field: 'version' }

async function watch(t: TestContext, answers: RequestListener, changes: Partial<WatchPlan>): Promise<readonly Asked[]> {
  const address = await serverThat(t, answers)
  const watched = await runWatch({ ...plan, targets: [toTarget(address)], ...changes })
  return watched.asked
}

/** What would be reported of these questions: time put and time taken in milliseconds, version or failure. */
function report(
  questions: readonly (readonly [number, number, string])[],
  more: { until?: string; since?: Date; maxFailed?: number; maxSeconds?: number; maxGapSeconds?: number } = {},
): WatchReport {
  const asked = questions.map(([atMs, ms, what]): Asked => {
    const failure = /^\d{3}$/.test(what) ? { status: Number(what), failure: what } : { status: 200 }
    return { atMs, ms, version: 'failure' in failure ? undefined : what || undefined, ...failure }
  })
  const startedAt = new Date('2026-11-22T10:00:00Z')
  const { until, since, ...budget } = more
  const watched = { startedAt, seconds: 10, asked, end: 'delivered' as const }
  return toReport(watched, { ...frame, until, since }, { slowMs: 1000, ...budget })
}

test('a watch ends when the awaited version is everywhere, and not before the old one has stopped answering', async (t) => {
  let number = 0
  const versions = (place: number) => (place <= 10 ? 'old' : place <= 20 && place % 2 === 0 ? 'old' : 'new')
  const answers: RequestListener = (_, response) => response.end(JSON.stringify({ version: versions(++number) }))
  const asked = await watch(t, answers, { until: 'new' })
  const last = asked.findLastIndex(({ version }) => version === 'old')
  assert.ok(last >= 10, `${last}`)
  assert.ok(asked.length > last + 1)
  assert.ok(asked.slice(last + 1).every(({ version }) => version === 'new'))
})

test('every question is a connection of its own, as a new client would come', async (t) => {
  const ports = new Set<number | undefined>()
  let number = 0
  const controller = new AbortController()
  const answers: RequestListener = (request, response) => {
    ports.add(request.socket.remotePort)
    if (++number === 10) controller.abort()
    response.end('{}')
  }
  await watch(t, answers, { signal: controller.signal })
  assert.ok(ports.size >= 10, `${ports.size}`)
})

test('a service that hangs is asked on at the same pace, and each question that gets no answer has failed', async (t) => {
  let number = 0
  const answers: RequestListener = (_, response) => {
    if (++number % 2 === 0) response.end('{"version":"1"}')
  }
  const asked = await watch(t, answers, { timeoutMs: 300, durationMs: 400, perSecond: 50 })
  const failures = asked.filter(({ failure }) => failure === 'no answer within 0.3 s').length
  const good = asked.filter(({ version }) => version === '1').length
  assert.equal(failures + good, asked.length)
  assert.ok(failures >= 2 && good >= 1, `${failures} failed, ${good} good`)
})

test('a version that never comes ends the watch when its time is up', async (t) => {
  const asked = await watch(t, (_, response) => response.end('{"version":"old"}'), { until: 'new', maxMs: 100 })
  assert.ok(asked.length > 0 && asked.every(({ version }) => version === 'old'))
})

test('an interrupted watch does not wait for a service that hangs', async (t) => {
  const controller = new AbortController()
  const answers: RequestListener = () => controller.abort()
  const asked = await watch(t, answers, { signal: controller.signal, timeoutMs: 3_600_000 })
  assert.deepEqual(asked, [])
})

test('the report tells when the new version came first, when the old one last, and from when on all was new', () => {
  const {
    until,
    versions,
    failed,
    longest_gap: gap,
    ok,
  } = report(
    [
      [0, 10, 'a'],
      [1000, 10, 'b'],
      [2000, 500, 'a'],
      [2100, 10, 'b'],
      [3000, 10, 'b'],
      [9000, 10, 'b'],
    ],
    { until: 'b', maxSeconds: 3.1, maxFailed: 0 },
  )
  assert.deepEqual(until, { version: 'b', first: 1.01, last_other: 2.5, delivered: 3.01 })
  assert.deepEqual(versions, [
    { version: 'a', answers: 2, first: 0.01, last: 2.5 },
    { version: 'b', answers: 4, first: 1.01, last: 9.01 },
  ])
  assert.deepEqual({ failed, gap, ok }, { failed: 0, gap: { seconds: 6, from: 3.01 }, ok: true })
})

test('a delivery is counted from the change, where its moment is given', () => {
  const since = new Date('2026-11-22T09:58:00Z')
  const { until, problems } = report(
    [
      [0, 10, 'a'],
      [990, 10, 'b'],
    ],
    { until: 'b', since, maxSeconds: 120 },
  )
  assert.equal(until?.since_change, 121)
  assert.deepEqual(problems, ['version=b was everywhere after 121.0 s, at most 120 s may be'])
})

test('failed questions are told by kind, and as the stretches of time in which the service was away', () => {
  const { failures, outages, problems, slow } = report(
    [
      [0, 10, 'a'],
      [1000, 10, '503'],
      [1100, 10, '503'],
      [1200, 20, 'a'],
      [2000, 1500, 'a'],
      [9000, 10, '500'],
    ],
    { maxFailed: 2, maxGapSeconds: 5 },
  )
  assert.deepEqual(failures, { 500: 1, 503: 2 })
  assert.deepEqual(outages, [
    { from: 1, to: 1.22, failed: 2 },
    { from: 9, to: null, failed: 1 },
  ])
  assert.equal(slow, 1)
  assert.deepEqual(problems, [
    '3 of 6 questions failed, at most 2 may',
    'there was no good answer for 6.50 s, at most 5 s may be',
  ])
})

test('a version that was not everywhere at the end was not delivered, and a service that never answered is no success', () => {
  const reverted = report(
    [
      [0, 10, 'b'],
      [1000, 10, 'a'],
    ],
    { until: 'b' },
  )
  assert.equal(reverted.until?.delivered, null)
  assert.deepEqual(reverted.problems, ['version=b did not come to be everywhere'])
  const away = report([[0, 10, '503']])
  assert.equal(away.latency_ms, null)
  assert.deepEqual(away.problems, ['no question was answered well'])
})

test('a version is found in a field, however deep, and whatever its type', () => {
  const answer = '{"version":"1.0","info":{"version":2},"models":[{"version":null}]}'
  assert.equal(fieldOf(answer, 'version'), '1.0')
  assert.equal(fieldOf(answer, 'info.version'), '2')
  assert.equal(fieldOf(answer, 'models.0.version'), 'null')
  for (const field of ['nowhere', 'version.length', 'info.version.x', 'constructor'])
    assert.equal(fieldOf(answer, field), undefined)
  assert.equal(fieldOf('healthy', 'version'), undefined)
})
