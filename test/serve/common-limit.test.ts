import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createLog, readSettings } from 'slipway/serve'
import { CommonRateLimit } from '../../src/serve/limits/common-rate-limit.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { basicHeader } from './world.ts'

const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0)
const skip = program === undefined && 'no valkey-server and no redis-server here'

/** A real server on a free port, with a password. */
async function startStore(t: TestContext, port?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-counts-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const chosen = port ?? (await freePort())
  const child: ChildProcess = spawn(
    program!,
    ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--requirepass', 'secret', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  t.after(() => child.kill('SIGKILL'))
  for await (const text of child.stdout!) if (String(text).includes('Ready to accept connections')) break
  child.stdout!.resume()
  return { port: chosen, child, url: new URL(`redis://:secret@127.0.0.1:${chosen}/0`) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

async function open(t: TestContext, perMinute: number, url: URL) {
  const lines: { level: string; msg: string; store: string }[] = []
  const log = createLog('info', (text) =>
    lines.push(
      ...text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ),
  )
  const limit = await CommonRateLimit.open(perMinute, url, 'small', log)
  t.after(() => limit.close())
  const uncounted = () => limit.metrics()[0]!.values[0]!.value
  return { limit, lines, uncounted, flush: () => log.flush() }
}

async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + 1000 * seconds; !(await holds()); ) {
    if (Date.now() > end) throw new Error('it did not come to be')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('two servers count together, each key for itself, and what is given back is free again', { skip }, async (t) => {
  const { url } = await startStore(t)
  const [one, other] = [(await open(t, 3, url)).limit, (await open(t, 3, url)).limit]
  const takes = []
  for (const limit of [one, other, one, other, other]) takes.push(await limit.take('user alice'))
  assert.deepEqual(
    takes.map(({ allowed, remaining }) => [allowed, remaining]),
    [
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ],
  )
  for (const { resetSeconds } of takes) assert.ok(resetSeconds >= 50 && resetSeconds <= 60)
  assert.equal((await one.take('user bob')).remaining, 2)
  one.giveBack('user bob')
  assert.equal((await other.take('user bob')).remaining, 2)
})

test('a window ends by itself, also where the store lost its time', { skip }, async (t) => {
  const { url } = await startStore(t)
  const { limit } = await open(t, 1, url)
  await limit.take('a')
  const { createClient } = await import('@redis/client')
  const client = createClient({ url: url.href })
  await client.connect()
  t.after(() => client.destroy())
  const left = await client.pTTL('slipway:small:a')
  assert.ok(left > 50_000 && left <= 60_000, String(left))
  await client.persist('slipway:small:a')
  assert.equal((await limit.take('a')).allowed, false)
  assert.ok((await client.pTTL('slipway:small:a')) > 50_000)
})

test('while the store is away requests pass at once, counted and logged once, and count again when it is back', {
  skip,
}, async (t) => {
  const store = await startStore(t)
  const { limit, lines, uncounted, flush } = await open(t, 1, store.url)
  assert.equal((await limit.take('a')).allowed, true)
  store.child.kill('SIGKILL')
  await once(store.child, 'exit')
  const began = performance.now()
  for (let i = 0; i < 50; i++) assert.equal((await limit.take('a')).allowed, true)
  assert.ok(performance.now() - began < 1000, 'nobody waits for it')
  assert.equal(uncounted(), 50)

  await startStore(t, store.port)
  await until(async () => {
    await limit.take('b')
    return !(await limit.take('b')).allowed
  })
  flush()
  assert.deepEqual(
    lines.map(({ level, msg, store: name }) => [level, msg, name]),
    [
      ['error', 'the store of the rate limit does not answer; requests pass', `127.0.0.1:${store.port}`],
      ['info', 'the store of the rate limit answers again', `127.0.0.1:${store.port}`],
    ],
    'once each, and without the password',
  )
})

test('a store that is frozen holds a request up for a moment, and the next ones not at all', { skip }, async (t) => {
  const store = await startStore(t)
  const { limit, uncounted } = await open(t, 1, store.url)
  await limit.take('a')
  store.child.kill('SIGSTOP')
  const first = performance.now()
  assert.equal((await limit.take('a')).allowed, true)
  assert.ok(performance.now() - first < 1000)
  const next = performance.now()
  assert.equal((await limit.take('a')).allowed, true)
  assert.ok(performance.now() - next < 50)
  assert.equal(uncounted(), 2)
  store.child.kill('SIGCONT')
  await until(async () => !(await limit.take('a')).allowed)
})

test('a store that was never there, or wants another password, keeps no server from starting', { skip }, async (t) => {
  const { port } = await startStore(t)
  for (const url of [`redis://127.0.0.1:${await freePort()}`, `redis://:wrong@127.0.0.1:${port}`]) {
    const { limit, lines, flush } = await open(t, 1, new URL(url))
    for (let i = 0; i < 3; i++) assert.equal((await limit.take('a')).allowed, true)
    flush()
    assert.equal(lines.length, 1)
  }
})

test('two servers with a store refuse what one of them let through beyond the limit', { skip }, async (t) => {
  const { url } = await startStore(t)
  const env = { MAX_REQUESTS_PER_MINUTE: '6', RATE_LIMIT_STORE: url.href.replace('redis:', 'valkey:') }
  const servers = [await startServer(t, { ...env, WORKERS: '2' }), await startServer(t, env)]
  const status = async ({ url }: ServerProcess, path: string, headers: Record<string, string> = {}) =>
    (await fetch(url + path, { headers: { connection: 'close', ...headers } })).status
  const statuses = []
  for (let i = 0; i < 8; i++) statuses.push(await status(servers[i % 2]!, '/status'))
  assert.deepEqual(statuses, [...Array(6).fill(200), 429, 429])
  const guesses = []
  for (let i = 0; i < 8; i++) {
    const authorization = basicHeader('alice', `guess ${i}`)
    guesses.push(await status(servers[i % 2]!, '/v1/sentiment?sentence=great', { authorization }))
  }
  assert.deepEqual(guesses, [...Array(6).fill(401), 429, 429])
  const metrics = await (await fetch(`${servers[0]!.url}/metrics`)).text()
  assert.match(metrics, /^ml_rate_limit_uncounted_total 0$/m)
  servers[0]!.child.kill('SIGTERM')
  assert.equal(await servers[0]!.exited, 0, 'the connection keeps no server from ending')
})

test('RATE_LIMIT_STORE is an address of Redis or Valkey; what is said of another shows no password', () => {
  for (const text of ['redis://a:6379', 'rediss://u:p@a/1', 'valkey://a', 'valkeys://a:6380']) {
    assert.match(readSettings({ RATE_LIMIT_STORE: text }).rateLimitStore!.href, /^rediss?:\/\//)
  }
  for (const text of ['localhost:6379', 'http://:secret@a', 'redis://']) {
    assert.throws(() => readSettings({ RATE_LIMIT_STORE: text }), {
      message:
        'RATE_LIMIT_STORE: expected an address such as redis://:PASSWORD@valkey.example.com:6379/0, or rediss:// with TLS.',
    })
  }
})
