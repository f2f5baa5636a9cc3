import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Clients, failuresOf } from '../support/clients.ts'
import { startServer } from './server-process.ts'

// The same, fifty times and beside another server: test/e2e/ends.ts.
const kinds = [
  { name: 'connections that clients keep', keepAlive: true, pauseMs: 40 },
  { name: 'new connections', keepAlive: false, pauseMs: 10 },
]

for (const kind of kinds) {
  for (const workers of ['1', '2']) {
    test(`SIGTERM with ${workers} of WORKERS loses no request on ${kind.name}`, async (t) => {
      const endOnce = async () => {
        const { url, child, exited } = await startServer(t, { WORKERS: workers })
        const clients = new Clients(`${url}/status`, { clients: 16, ...kind })
        await sleep(300)
        child.kill('SIGTERM')
        assert.equal(await exited, 0)
        await clients.ended
        assert.deepEqual(failuresOf(clients.outcomes), {})
        assert.ok(clients.outcomes.length > 16)
      }
      await Promise.all([endOnce(), endOnce()])
    })
  }

  test(`a killed worker loses what was sent to it on ${kind.name}, and nothing else; another takes its place`, async (t) => {
    const { url } = await startServer(t, { WORKERS: '2' })
    for (let kill = 0; kill < 3; kill++) {
      const clients = new Clients(`${url}/status`, { clients: 16, ...kind })
      await sleep(500)
      const victim = clients.outcomes.at(-1)?.body
      const killedAt = performance.now()
      process.kill(Number(victim), 'SIGKILL')
      await sleep(1500)
      await clients.stop()
      const others = clients.outcomes.filter(({ sentAt, bodyBefore }) => sentAt > killedAt && bodyBefore !== victim)
      assert.deepEqual(failuresOf(others), {})
      const underWay = clients.outcomes.filter(({ result }) => result !== 200)
      assert.ok(underWay.length <= 16, 'at most one request of each client')
      assert.ok(others.some(({ body }) => body !== victim))
    }
    assert.equal((await pidsOf(url, 2)).size, 2)
  })
}

test('a worker that is stopped is noticed, killed and replaced; requests that it does not have are answered meanwhile', async (t) => {
  const { url } = await startServer(t, { WORKERS: '2' })
  const [victim = ''] = await pidsOf(url, 2)
  process.kill(Number(victim), 'SIGSTOP')
  const stoppedAt = performance.now()
  let wasStuck = false
  while (!wasStuck && performance.now() - stoppedAt < 40_000) {
    const response = await fetch(`${url}/livez`, { headers: { connection: 'close' } })
    wasStuck = response.status === 503
    if (wasStuck) assert.deepEqual(await response.json(), { status: 'stuck', silent: [Number(victim)] })
    await sleep(100)
  }
  assert.ok(wasStuck, '/livez says that an event loop does not turn')
  while (isRunning(Number(victim)) && performance.now() - stoppedAt < 60_000) await sleep(100)
  assert.equal(isRunning(Number(victim)), false)
  assert.equal((await pidsOf(url, 2)).has(victim), false)
  while ((await fetch(`${url}/livez`)).status !== 200) await sleep(100)
})

/** The process ids of so many workers, from their answers to requests over new connections. */
async function pidsOf(url: string, workers: number): Promise<Set<string>> {
  const pids = new Set<string>()
  for (let round = 0; pids.size < workers && round < 200; round++) {
    const clients = new Clients(`${url}/status`, { clients: 8, keepAlive: false, pauseMs: 1 })
    await sleep(50)
    await clients.stop()
    for (const { body } of clients.outcomes) pids.add(body)
  }
  return pids
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
