import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Manifest } from '../../src/artifact/contract.ts'
import { ask } from '../../src/probe/ask.ts'
import { serveFolder } from '../support/file-server.ts'
import { s3Environment, startS3 } from '../support/moto.ts'
import { temporaryFolder } from '../support/tiny-service.ts'
import { failToStart, startServer, tinyStore, train } from './server-process.ts'

/** Something else in the `model.json` of the current v1, under a name that vouches for it; gives the name. */
function forge(store: string, change: (manifest: { -readonly [K in keyof Manifest]: Manifest[K] }) => void): string {
  const folder = join(store, 'tiny/v1')
  const version = readFileSync(join(folder, 'current'), 'utf8').trim()
  const file = join(folder, version, 'model.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  change(manifest)
  const text = JSON.stringify(manifest)
  writeFileSync(file, text)
  const forged = version.slice(0, -8) + createHash('sha256').update(text).digest('hex').slice(0, 8)
  renameSync(join(folder, version), join(folder, forged))
  writeFileSync(join(folder, 'current'), `${forged}\n`)
  return forged
}

const otherAnswer = (manifest: { golden: Manifest['golden'] }) => {
  manifest.golden = [{ input: 'great ride', output: { label: 'negative' } }]
}

test('a golden row that differs, or a model of another kind, ends the start in one line', async (t) => {
  const differs = await train(temporaryFolder(t))
  forge(differs, otherAnswer)
  const { code, says } = await failToStart({ MODEL_STORE: differs })
  assert.equal(code, 1)
  assert.equal(
    says,
    'GOLDEN_MISMATCH v1: 1 of 1 golden rows give another answer than when it was trained; train again with this library.',
  )

  const other = await train(temporaryFolder(t))
  const version = forge(other, (manifest) => {
    manifest.kind = 'vader'
  })
  assert.equal(
    (await failToStart({ MODEL_STORE: other })).says,
    `ARTIFACT_CORRUPT v1: version ${version} is a vader, the service declares a text-classifier; train again, or name another version.`,
  )
})

test('where the current version cannot be served and another one can, that one is, and the refusal is counted', async (t) => {
  const store = await train(temporaryFolder(t))
  const good = readFileSync(join(store, 'tiny/v1/current'), 'utf8').trim()
  await train(store, new Date('2026-11-23T10:15:00Z'))
  forge(store, otherAnswer)
  const { url } = await startServer(t, { MODEL_STORE: store })
  const { body } = await ask(url, { path: '/readyz' })
  assert.equal((body as { models: Record<string, string> }).models.v1, good)
  const metrics = String((await ask(url, { path: '/metrics' })).body)
  assert.match(metrics, /^ml_model_loads_total\{model="v1",result="refused"\} 1$/m)
})

test('a store that cannot be reached at the start is waited for, not ready meanwhile, and then served', async (t) => {
  const [storePort, port] = [await freePort(), await freePort()]
  const store = `http://127.0.0.1:${storePort}`
  const starting = startServer(t, { MODEL_STORE: store, PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  let { status, body } = await answerOf(`${url}/readyz`)
  // Until the store has failed once, there is nothing to wait for yet.
  for (let tries = 0; tries < 500 && (body as { status?: string }).status === 'loading'; tries++) {
    assert.equal(status, 503)
    await new Promise((resolve) => setTimeout(resolve, 20))
    ;({ status, body } = await answerOf(`${url}/readyz`))
  }
  const waiting_for = `${store}/tiny/v1/current cannot be read: ECONNREFUSED.`
  const models = { v1: null, v2: null }
  assert.deepEqual({ status, body }, { status: 503, body: { status: 'waiting', waiting_for, models } })
  assert.equal((await ask(url, { path: '/livez' })).status, 200)

  await serveFolder(t, await tinyStore(), storePort)
  await starting
  assert.equal((await ask(url, { path: '/readyz' })).status, 200)
})

test('a bucket that does not exist is not waited for: the start ends and says so', async (t) => {
  const server = await startS3(t)
  if (server === undefined) return
  const { code, says } = await failToStart({ ...s3Environment(server), MODEL_STORE: 's3://modles/here' })
  assert.equal(code, 1)
  assert.equal(says, 'STORE_NOT_FOUND s3://modles/here: there is no bucket modles; make it, or name another store.')
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What a server says as soon as it listens. */
async function answerOf(url: string) {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response) return { status: response.status, body: await response.json() }
    await sleep(50)
  }
}
