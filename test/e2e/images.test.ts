import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readService } from '../../src/service/index.ts'
import { slipway } from '../support/cli.ts'
import { confined, docker, noDocker, startApi, untilReady } from '../support/docker.ts'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const skip = noDocker
const services = readdirSync(join(root, 'services')).filter((name) =>
  existsSync(join(root, 'services', name, 'service.ts')),
)
const imageOf = (service: string) => `slipway-test-${service}`

async function build(service: string): Promise<string> {
  const file = `services/${service}/deploy/Dockerfile`
  await docker(['build', '--quiet', '--file', file, '--tag', imageOf(service), '.'])
  return imageOf(service)
}

async function trained(t: TestContext, service: string): Promise<string> {
  const store = join(temporaryFolder(t), 'store')
  const { code, stderr } = await slipway(['train', join(root, 'services', service), '--no-plots', '--store', store])
  assert.equal(code, 0, stderr)
  return store
}

for (const service of services) {
  test(`the image of ${service}, confined, becomes ready with a mounted model, and its checks hold`, {
    skip,
  }, async (t) => {
    const image = await build(service)
    const { port } = await readService(join(root, 'services', service))
    const store = await trained(t, service)
    const sizes = await docker(['image', 'inspect', '--format', '{{.Size}}', image, 'node:24-bookworm-slim'])
    const [all, base] = sizes.split('\n').map(Number)
    t.diagnostic(`${((all! - base!) / 1e6).toFixed(2)} MB on top of the base image`)
    assert.ok(all! - base! < 5_000_000, `${all! - base!} bytes on top of the base image`)

    const container = await startApi(t, { image, service, store, port })
    await untilReady(container)
    t.diagnostic(`ready ${await readyMs(container.id)} ms after the container started`)
    const checked = await slipway(['check', join(root, 'services', service), '--url', container.url])
    assert.equal(checked.code, 0, checked.stdout + checked.stderr)
    assert.equal(await docker(['exec', container.id, 'cat', '/proc/1/cmdline']), 'node\0server.mjs\0')
    await docker(['stop', container.id])
    assert.equal(await docker(['inspect', '--format', '{{.State.ExitCode}}', container.id]), '0')
  })
}

test('SIGTERM under load loses no request, and a full disk does not matter', { skip }, async (t) => {
  const service = 'park-sentiment'
  const image = await build(service)
  const { port } = await readService(join(root, 'services', service))
  const store = await trained(t, service)
  const container = await startApi(t, { image, service, store, port, options: ['--tmpfs=/tmp:size=64k,mode=1777'] })
  await untilReady(container)
  const fill = 'try { for (;;) fs.appendFileSync("/tmp/full", Buffer.alloc(4096)) } catch (e) { console.log(e.code) }'
  assert.equal(await docker(['exec', container.id, 'node', '-e', fill]), 'ENOSPC')

  // Asked inside its own network: what Docker puts before a published port would accept connections for one that is gone.
  const address = await docker([
    'inspect',
    '--format',
    '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}',
    container.id,
  ])
  const url = `http://${address}:${port}/v2/sentiment?sentence=great`
  const ends: string[] = []
  const lanes = Array.from({ length: 8 }, async () => {
    while (ends.at(-1) !== 'nobody listens') ends.push(await ask(url))
  })
  await sleep(500)
  await docker(['kill', '--signal=TERM', container.id])
  await Promise.all(lanes)
  assert.deepEqual([...new Set(ends)].sort(), ['200', 'nobody listens'])
  assert.equal(await docker(['wait', container.id]), '0')
})

for (const [service, model] of [
  ['park-sentiment', 'v1'],
  ['ml-app', 'iris'],
] as const) {
  test(`the image for training ${service} writes a version to the mounted store`, { skip }, async (t) => {
    const file = `services/${service}/deploy/train.Dockerfile`
    const image = `${imageOf(service)}-train`
    await docker(['build', '--quiet', '--file', file, '--tag', image, '.'])
    const store = join(temporaryFolder(t), 'store')
    mkdirSync(store)
    chmodSync(store, 0o777)
    const user = confined.filter((word) => !word.startsWith('--memory'))
    // Whoever runs the tests cannot delete what another user wrote; that user can.
    t.after(() =>
      docker(['run', '--rm', '--user=0', `--volume=${store}:/models`, image, 'rm', '-rf', `/models/${service}`]),
    )
    await docker(['run', '--rm', ...user, '--tmpfs=/tmp', `--volume=${store}:/models`, image])
    assert.ok(existsSync(join(store, service, model, 'current')))
  })
}

/** By the server's own log. */
async function readyMs(id: string): Promise<number> {
  const startedAt = await docker(['inspect', '--format', '{{.State.StartedAt}}', id])
  for (;;) {
    const lines = (await docker(['logs', id])).split('\n').filter(Boolean)
    const logged = lines.map((line) => JSON.parse(line) as { readonly msg: string; readonly time: string })
    const ready = logged.find(({ msg }) => msg === 'ready')
    if (ready) return Date.parse(ready.time) - Date.parse(startedAt)
    // The engine shows a line a moment after it was written.
    await sleep(20)
  }
}

/** A request on a connection of its own: the status that came, or how it ended instead. */
async function ask(url: string): Promise<string> {
  return await new Promise((resolve) => {
    const headers = { authorization: `Basic ${btoa('alice:wonderland')}` }
    const exchange = request(url, { agent: false, headers }, (response: IncomingMessage) => {
      response.on('error', (error) => resolve(`half an answer: ${error.message}`))
      response.on('end', () => resolve(String(response.statusCode))).resume()
    })
    exchange.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' ? 'nobody listens' : `lost: ${code}`),
    )
    exchange.end()
  })
}
