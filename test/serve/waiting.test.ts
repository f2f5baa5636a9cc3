import assert from 'node:assert/strict'
import { Agent, createServer as createHttpServer, request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../../src/probe/ask.ts'
import { temporaryFolder } from '../support/tiny-service.ts'
import { startServer, train } from './server-process.ts'

const predict = { path: '/models/v1/predict', body: { inputs: ['a great ride'] } }
const user: [string, string] = ['alice', 'wonderland']

for (const workers of ['1', '2']) {
  test(`with ${workers} of WORKERS: a first version is waited for, live and not ready; requests wait and are answered`, async (t) => {
    const store = temporaryFolder(t)
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const starting = startServer(t, { MODEL_STORE: store, PORT: String(port), WORKERS: workers, IN_CONTAINER: '1' })
    // Whether it starts is awaited below.
    starting.catch(() => {})
    const { response, body } = await untilItSays(`${url}/readyz`, 'waiting')
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('retry-after'), '1')
    assert.deepEqual(body.models, { v1: null, v2: null })
    assert.match(String(body.waiting_for), /has no version of model "v1"; `slipway train` writes one\./)
    assert.equal((await fetch(`${url}/livez`)).status, 200)
    const early = ask(url, { ...predict, user }, { retries: 0 })
    await train(store)
    assert.equal((await early).status, 200)
    await starting
    // With a connection each, so that every worker is asked.
    const probes = Array.from({ length: 20 }, () => fetch(`${url}/readyz`, { headers: { connection: 'close' } }))
    assert.ok((await Promise.all(probes)).every(({ status }) => status === 200))
  })
}

test('from the first 200 of /readyz on, every worker answers predictions', async (t) => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const starting = startServer(t, { PORT: String(port), WORKERS: '2' })
  starting.catch(() => {})
  await untilItSays(`${url}/readyz`, 'ready')
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(url, { ...predict, user }, { retries: 0 })))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  await starting
})

test('CONNECTION_MAX_AGE_S: a connection ends with a response before it is older, and new servers get requests', async (t) => {
  const first = await startServer(t, { CONNECTION_MAX_AGE_S: '2' })
  const second = await startServer(t, { CONNECTION_MAX_AGE_S: '2' })
  const backends = [first.url]
  const door = await balance(t, backends)
  const oldest = new Map<number, number>()
  const counts = new Map<string, number>()
  let running = true
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (running) {
      const { pid, age } = await statusOf(door, agent)
      counts.set(pid, (counts.get(pid) ?? 0) + 1)
      oldest.set(age, Math.max(age, oldest.get(age) ?? 0))
      await sleep(20)
    }
    agent.destroy()
  }
  const clients = Promise.all(Array.from({ length: 12 }, client))
  await sleep(500)
  assert.equal(counts.size, 1)
  backends.push(second.url)
  await sleep(2500)
  counts.clear()
  await sleep(1000)
  running = false
  await clients
  const [least = 0, most = 0] = [...counts.values()].sort((a, b) => a - b)
  t.diagnostic(`requests in a second: ${[...counts.values()].join(' and ')}`)
  assert.equal(counts.size, 2)
  assert.ok(least > most / 4, `${least} and ${most} requests`)
  assert.ok(Math.max(...oldest.keys()) < 2600, 'no connection is older, but for its last response')
})

const bornAt = new WeakMap<object, number>()

function statusOf(url: string, agent: Agent): Promise<{ readonly pid: string; readonly age: number }> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/status`, { agent }, (response) => {
      const { socket } = response
      if (!bornAt.has(socket)) bornAt.set(socket, performance.now())
      const age = performance.now() - (bornAt.get(socket) ?? 0)
      let pid = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        pid += chunk
      })
      response.on('end', () => resolve({ pid, age }))
    })
    sending.on('error', reject).end()
  })
}

/** Passes connections, not requests, to the servers in turn, as a Service of Kubernetes does; gives its address. */
async function balance(t: TestContext, urls: readonly string[]): Promise<string> {
  let next = 0
  const server = createServer((client) => {
    const { port } = new URL(urls[next++ % urls.length] ?? '')
    const backend = connect(Number(port), '127.0.0.1')
    client.on('error', () => backend.destroy()).on('close', () => backend.destroy())
    backend.on('error', () => client.destroy()).on('close', () => client.destroy())
    client.pipe(backend).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function freePort(): Promise<number> {
  const server = createHttpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilItSays(url: string, status: string) {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    const body = (await response?.json()) as Record<string, unknown> | undefined
    if (response !== undefined && body?.status === status) return { response, body }
    await sleep(10)
  }
}
