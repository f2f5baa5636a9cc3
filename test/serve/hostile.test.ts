import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type HostileBody, hostileBatches, hostileJson } from './hostile-bodies.ts'
import { attack, type Outcome, watchDuring } from './hostile-clients.ts'
import { alice, type ServerProcess, startServer } from './server-process.ts'

/** The heap that a pod of 256 MB leaves. test/e2e/hostile.test.ts does the same in containers. */
const environment = { NODE_OPTIONS: '--max-old-space-size=96', LOG_LEVEL: 'warn' }
/** A machine that runs other tests too is slow at times; what was mended hung for 16 and 80 seconds. */
const patienceMs = 3000
/** `aborted`: a batch whose time is up in the middle of its answer is cut off. */
const outcomes: readonly Outcome[] = [200, 400, 413, 415, 503, 'aborted']

const routes: readonly (readonly [path: string, bodies: readonly HostileBody[]])[] = [
  ['/models/v1/predict', hostileBatches('"good day"')],
  ['/comment', hostileJson()],
]

for (const [path, bodies] of routes) {
  test(`no body for ${path}, and no fifty at once, end the process, hold up its probes, or fail small requests`, async (t) => {
    const server = await startServer(t, environment)
    await underAttack(server, path, bodies, 1)
    const fifty = Array.from({ length: 50 }, (_, i) => bodies[i % bodies.length] as HostileBody)
    await underAttack(server, path, fifty, 50)
  })
}

/** @param together so many bodies at once */
async function underAttack(
  { url, child }: ServerProcess,
  path: string,
  bodies: readonly HostileBody[],
  together: number,
): Promise<void> {
  const target = { url, path, headers: { authorization: alice } }
  const found: (readonly [string, Outcome])[] = []
  const seen = await watchDuring({ url, path: '/comment', body: '{"text":"a good day"}' }, async () => {
    const left = bodies.values()
    const attacker = async () => {
      for (const body of left) found.push([body.name, await attack(target, body)])
    }
    await Promise.all(Array.from({ length: together }, attacker))
  })
  assert.equal(child.exitCode ?? child.signalCode, null, 'the process lives')
  const unexpected = found.filter(([, outcome]) => !outcomes.includes(outcome))
  assert.deepEqual(unexpected, [], 'every body gets its answer')
  assert.deepEqual(seen.failed, [], 'others are answered')
  assert.ok(seen.longestLivezMs < patienceMs, `/livez took ${Math.round(seen.longestLivezMs)} ms`)
}
