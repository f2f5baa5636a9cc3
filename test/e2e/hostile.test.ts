import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { heapMi } from '../../src/deploy/kubernetes/environment.ts'
import { readService, type Service } from '../../src/service/index.ts'
import { memoryNeedMi } from '../../src/service/memory.ts'
import { parseQuantity } from '../../src/service/quantity.ts'
import { type HostileBody, hostileBatches, hostileFrames, hostileJson } from '../serve/hostile-bodies.ts'
import { attack, type Outcome, watchDuring } from '../serve/hostile-clients.ts'
import { slipway } from '../support/cli.ts'
import { type Container, docker, noDocker, startApi, untilReady } from '../support/docker.ts'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

// The bodies of test/serve/hostile.test.ts against images, in containers as small as production's.

const skip = noDocker
/** How long a probe may wait; Kubernetes waits a second by default. */
const livezMs = 500
const refusals = [200, 400, 413, 415, 503]
/** A batch whose time is up in the middle of its answer is cut off. */
const cutOff = 'aborted'

interface Attacked {
  readonly name: string
  readonly path: string
  readonly bodies: readonly HostileBody[]
  readonly small: { readonly path: string; readonly body: string }
}

const american = { path: '/api/american', body: '{"text":"a good day"}' }
const attacked: readonly Attacked[] = [
  {
    name: 'american-predictor',
    path: '/models/american/predict',
    bodies: hostileBatches('"good day"'),
    small: american,
  },
  { name: 'american-predictor', path: '/api/american', bodies: hostileJson(), small: american },
  {
    name: 'purchase-predict',
    path: '/predict',
    bodies: [...hostileFrames('price'), ...hostileJson()],
    small: { path: '/predict', body: '[]' },
  },
]

for (const { name, path, bodies, small } of attacked) {
  test(`${name}, ${path}: no body and no fifty end a container of the memory that is derived, or hold up its probes`, {
    skip,
  }, async (t) => {
    const folder = join(root, 'services', name)
    const service = await readService(folder)
    const store = join(temporaryFolder(t), 'store')
    assert.equal((await slipway(['train', folder, '--no-plots', '--store', store])).code, 0)
    const image = `slipway-test-${name}`
    await docker(['build', '--quiet', '--file', `services/${name}/deploy/Dockerfile`, '--tag', image, '.'])
    for (const options of [asInCompose(service), asInProduction(service)]) {
      await t.test(options.join(' '), async (t) => {
        const container = await startApi(t, { image, service: name, store, port: service.port, options })
        await untilReady(container)
        const seen = await attackAll(container, path, bodies, small)
        t.diagnostic(`/livez waited for ${Math.round(seen)} ms at the most; ${await memoryOf(container)}`)
        assert.equal(await docker(['inspect', '--format', '{{.State.Running}}', container.id]), 'true')
        assert.ok(seen < livezMs, `/livez waited for ${Math.round(seen)} ms`)
      })
    }
  })
}

function asInCompose(service: Service): string[] {
  const needMi = memoryNeedMi(parseQuantity(service.deploy.modelMemory) ?? 0, {
    limits: service.limits,
    environment: service.deploy.environment,
  })
  return [`--memory=${needMi}m`, `--memory-swap=${needMi}m`, '--cpus=0.5']
}

function asInProduction(service: Service): string[] {
  const bytes = parseQuantity(service.deploy.resources.limits.memory)
  const heap = `--env=NODE_OPTIONS=--max-old-space-size=${heapMi(service)}`
  return [`--memory=${bytes}`, `--memory-swap=${bytes}`, '--cpus=0.5', heap]
}

/** Each body alone, then fifty of all shapes at once. @returns the longest that a probe waited, in milliseconds */
async function attackAll(
  { url }: Container,
  path: string,
  bodies: readonly HostileBody[],
  small: { readonly path: string; readonly body: string },
): Promise<number> {
  const fifty = Array.from({ length: 50 }, (_, i) => bodies[i % bodies.length] as HostileBody)
  const outcomes: Outcome[] = []
  const seen = await watchDuring({ url, ...small }, async () => {
    for (const body of bodies) outcomes.push(await attack({ url, path }, body))
    outcomes.push(...(await Promise.all(fifty.map((body) => attack({ url, path }, body)))))
  })
  const unexpected = outcomes.filter((outcome) => outcome !== cutOff && !refusals.includes(outcome as number))
  assert.deepEqual(unexpected, [])
  assert.deepEqual(seen.failed, [])
  return seen.longestLivezMs
}

async function memoryOf({ id }: Container): Promise<string> {
  return docker(['stats', '--no-stream', '--format', '{{.MemUsage}}', id])
}
