import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { alice, failToStart, startServer, tinyStore, train } from './server-process.ts'
import { basicHeader } from './world.ts'

async function get(url: string, options: { agent?: Agent; authorization?: string } = {}) {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    // Without an agent each request has a connection, and so a worker, of its own.
    const { agent = false, authorization } = options
    const asking = request(url, {
      agent,
      headers: authorization === undefined ? {} : { authorization },
    })
    asking.on('error', reject)
    asking.on('response', async (response) =>
      resolve({ status: response.statusCode!, body: await text(response), headers: response.headers }),
    )
    asking.end()
  })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

for (const workers of ['1', '2']) {
  const many = workers === '1' ? 'one process' : 'two workers'

  test(`SIGTERM with ${many}: not ready at once, a request under way is answered, idle connections closed, exit 0`, async (t) => {
    const { url, child, exited } = await startServer(t, { WORKERS: workers })
    const agent = new Agent({ keepAlive: true })
    assert.equal((await get(`${url}/readyz`, { agent })).status, 200)
    const slow = Array.from({ length: 4 }, () => get(`${url}/slow`))
    await pause(300)
    child.kill('SIGTERM')
    await pause(200)
    const ready = await get(`${url}/readyz`)
    assert.equal(ready.status, 503)
    assert.equal(JSON.parse(ready.body).status, 'draining')
    assert.equal(ready.headers.connection, 'close')
    for (const answer of await Promise.all(slow)) assert.deepEqual([answer.status, answer.body], [200, '"slept"'])
    assert.equal(await exited, 0)
    await assert.rejects(get(`${url}/livez`), { code: 'ECONNREFUSED' })
    agent.destroy()
  })

  test(`a second signal with ${many} ends it at once`, async (t) => {
    const { url, child, exited } = await startServer(t, { WORKERS: workers })
    const slow = get(`${url}/slow`).catch((error: Error) => error)
    await pause(200)
    child.kill('SIGTERM')
    await pause(100)
    child.kill('SIGTERM')
    assert.equal(await exited, 143)
    assert.ok((await slow) instanceof Error)
  })
}

test('SIGTERM: clients that ask again and again lose no request until nobody listens', async (t) => {
  const { url, child, exited } = await startServer(t, {})
  const ends = new Set<unknown>()
  const client = async () => {
    while (!ends.has('ECONNREFUSED'))
      ends.add(
        await get(`${url}/status`).then(
          ({ status }) => status,
          ({ code }) => code,
        ),
      )
  }
  const clients = Promise.all(Array.from({ length: 8 }, client))
  await pause(300)
  child.kill('SIGTERM')
  await clients
  assert.deepEqual([...ends], [200, 'ECONNREFUSED'])
  assert.equal(await exited, 0)
})

test('two workers count together, share the limit, and one that dies is replaced', async (t) => {
  const { url } = await startServer(t, { WORKERS: '2', MAX_REQUESTS_PER_MINUTE: '200' })
  const pids = new Set<string>()
  let sent = 0
  // Who accepts a connection is whoever is free.
  for (; pids.size < 2 && sent < 160; sent += 8) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(`${url}/status`)))
    for (const { body } of answers) pids.add(body)
  }
  assert.equal(pids.size, 2, 'both answered')
  const metrics = (await get(`${url}/metrics`)).body
  assert.ok(metrics.includes(`ml_requests_total{route="/status",method="GET",status="200"} ${sent}\n`))
  assert.ok(metrics.includes(`ml_request_duration_seconds_count{route="/status",method="GET"} ${sent}\n`))

  const answers = []
  for (let i = sent; i < 202; i++) answers.push(await get(`${url}/status`))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [...Array(200 - sent).fill(200), 429, 429],
  )
  assert.match(String(answers[0]!.headers.ratelimit), RegExp(`^"default";r=${199 - sent};t=\\d+$`))
  assert.equal(answers[0]!.headers['ratelimit-policy'], '"default";q=200;w=60')
  assert.match(String(answers.at(-1)!.headers['retry-after']), /^\d+$/)
  assert.equal((await get(`${url}/readyz`)).status, 200, 'probes are not limited')
  assert.equal(
    (await get(`${url}/v1/sentiment?sentence=great`, { authorization: alice })).status,
    200,
    'users have limits of their own',
  )

  process.kill(Number([...pids][0]), 'SIGKILL')
  await pause(2500)
  for (let i = 0; i < 6; i++) assert.equal((await get(`${url}/readyz`)).status, 200)
})

test('a right password is served, from its first request on, while wrong ones pour in', async (t) => {
  const { url } = await startServer(t)
  const statuses = new Map<number, number>()
  let pouring = true
  const pour = async (i: number): Promise<void> => {
    for (let guess = 0; pouring; guess++) {
      const { status } = await get(`${url}/v1/sentiment?sentence=great`, {
        authorization: basicHeader(i % 2 === 0 ? 'alice' : `stranger${i}`, `guess ${i} ${guess}`),
      })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  const flood = Array.from({ length: 10 }, (_, i) => pour(2 * i + 1))
  await pause(300)
  for (let i = 0; i < 50; i++) {
    assert.equal((await get(`${url}/v1/sentiment?sentence=great`, { authorization: alice })).status, 200)
  }
  // Now that it is remembered, wrong guesses at the very same user do not touch it either.
  flood.push(...Array.from({ length: 10 }, (_, i) => pour(2 * i)))
  await pause(300)
  for (let i = 0; i < 50; i++) {
    assert.equal((await get(`${url}/v1/sentiment?sentence=great`, { authorization: alice })).status, 200)
  }
  pouring = false
  await Promise.all(flood)
  assert.ok(
    [...statuses.keys()].every((status) => status === 401 || status === 429),
    [...statuses.keys()].join(),
  )
  assert.ok(statuses.get(429)! > 0)
})

test('SIGHUP looks at the store at once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-swap-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  await train(folder)
  const { url, child } = await startServer(t, { MODEL_STORE: folder, WORKERS: '2' })
  const before = JSON.parse((await get(`${url}/readyz`)).body).models.v1
  await train(folder, new Date('2026-12-24T10:15:00Z'))
  child.kill('SIGHUP')
  await pause(700)
  for (let i = 0; i < 4; i++) {
    const after = JSON.parse((await get(`${url}/readyz`)).body).models.v1
    assert.notEqual(after, before)
    assert.match(after, /^20261224T101500Z-/)
  }
})

test('a port in use, a missing model and a password in plain text are each said in one line', async (t) => {
  const store = await tinyStore()
  const { url } = await startServer(t)
  const port = new URL(url).port
  for (const WORKERS of ['1', '2']) {
    assert.deepEqual(await failToStart({ MODEL_STORE: store, PORT: port, WORKERS }), {
      code: 1,
      says: `PORT_IN_USE Port ${port} is in use by another process; end that one, or choose another with --port or PORT.`,
    })
  }
  const empty = mkdtempSync(join(tmpdir(), 'slipway-empty-'))
  t.after(() => rmSync(empty, { recursive: true, force: true }))
  const missing = await failToStart({ MODEL_STORE: empty })
  assert.equal(missing.code, 1)
  assert.equal(
    missing.says,
    `MODEL_NOT_FOUND ${empty} has no version of model "v1"; \`slipway train\` writes one.\n${empty} has no version of model "v2"; \`slipway train\` writes one.`,
  )
  const credentials = join(empty, 'plain.csv')
  writeFileSync(credentials, 'username,password,v1\nalice,wonderland,1\n')
  const plain = await failToStart({ MODEL_STORE: store, CREDENTIALS_FILE: credentials })
  assert.equal(
    plain.says,
    `INVALID_DATA ${credentials}, line 2: the password of "alice" is not an argon2id hash; passwords are never stored in plain text. ` +
      `\`slipway users ${credentials} add alice\` asks for the password and writes its hash.`,
  )
})
