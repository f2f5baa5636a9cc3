import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, parseAddress, retryAfterSeconds } from '../../src/probe/ask.ts'
import { serverThat } from '../support/server-that.ts'

test('a request carries its query, its JSON body and its user, below the path of the address', async (t) => {
  const seen: unknown[] = []
  const address = await serverThat(t, async (request, response) => {
    const chunks = await request.toArray()
    seen.push(request.method, request.url, request.headers.authorization, Buffer.concat(chunks).toString())
    response.end('{"label":"positive"}')
  })
  const answer = await ask(`${address}/api`, {
    path: '/v1',
    query: { sentence: 'naïve & good' },
    body: { inputs: ['ü'] },
    user: ['alice', 'wonder:länd'],
  })
  assert.deepEqual(answer.body, { label: 'positive' })
  const basic = `Basic ${Buffer.from('alice:wonder:länd').toString('base64')}`
  assert.deepEqual(seen, ['POST', '/api/v1?sentence=na%C3%AFve+%26+good', basic, '{"inputs":["ü"]}'])
})

test('a connection that breaks is tried again; an answer, whatever its status, is not', async (t) => {
  let requests = 0
  const address = await serverThat(t, (request, response) => {
    requests++
    if (requests <= 2) request.socket.destroy()
    else response.writeHead(500).end('broken')
  })
  const answer = await ask(address, { path: '/' })
  assert.deepEqual({ status: answer.status, body: answer.body, requests }, { status: 500, body: 'broken', requests: 3 })
})

test('429 is waited out for as long as Retry-After says, and the wait is not counted as the time of the answer', async (t) => {
  let requests = 0
  const address = await serverThat(t, (_, response) => {
    if (++requests === 1) response.writeHead(429, { 'retry-after': '1' }).end()
    else response.end('1')
  })
  const waits: number[] = []
  const answer = await ask(address, { path: '/' }, { onWait: (seconds) => waits.push(seconds) })
  assert.equal(answer.status, 200)
  assert.deepEqual(waits, [1])
  assert.ok(answer.ms < 1000)
})

test('an address where nothing listens is named, with what is wrong there', async () => {
  await assert.rejects(ask('http://127.0.0.1:1', { path: '/models' }, { retries: 0 }), {
    code: 'UNREACHABLE',
    message: 'http://127.0.0.1:1/models: nothing listens there (connection refused); is the service running?',
  })
})

test('a user in the address is taken out of it, percent signs decoded', () => {
  assert.deepEqual(parseAddress('http://alice:w%40nder@localhost:5002/'), {
    address: 'http://localhost:5002',
    user: ['alice', 'w@nder'],
  })
  assert.deepEqual(parseAddress('https://park.example.com/api/'), { address: 'https://park.example.com/api' })
  assert.throws(() => parseAddress('localhost:5002'), {
    code: 'USAGE',
    message: '"localhost:5002" is not an address: expected http://host:port or https://host.',
  })
})

test('Retry-After is read as seconds or as a date, and kept within a tenth of a second and five minutes', () => {
  const now = Date.parse('2026-11-22T10:15:00Z')
  assert.equal(retryAfterSeconds('7', now), 7)
  assert.equal(retryAfterSeconds('Sun, 22 Nov 2026 10:15:30 GMT', now), 30)
  assert.equal(retryAfterSeconds('0', now), 0.1)
  assert.equal(retryAfterSeconds('86400', now), 300)
  assert.equal(retryAfterSeconds(undefined, now), 1)
})
