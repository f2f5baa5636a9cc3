import assert from 'node:assert/strict'
import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { alice, smallApp } from './world.ts'

const app = await smallApp()
await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())
const { port } = app.server.address() as AddressInfo

/** Sends bytes as they are, and gives all that comes back until the server closes. */
async function send(...pieces: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  for (const piece of pieces) socket.write(piece)
  return text(socket)
}

function problemOf(answer: string) {
  const [head, body] = answer.split('\r\n\r\n')
  assert.match(head!, /content-type: application\/problem\+json/i)
  return { status: Number(head!.split(' ')[1]), head: head!, problem: JSON.parse(body!) }
}

test('what is not HTTP is answered with 400 and the connection closed', async () => {
  const { status, head, problem } = problemOf(await send('nonsense\r\n\r\n'))
  assert.equal(status, 400)
  assert.match(head, /connection: close/i)
  assert.match(problem.detail, /^The request is not HTTP that can be read: /)
  assert.equal(problem.instance, /x-request-id: (.*)/i.exec(head)![1])
})

test('headers beyond 512 KB are answered with 431, also while they are still being sent', async () => {
  const { status, problem } = problemOf(
    await send('GET /status HTTP/1.1\r\nHost: a\r\n', `X-Long: ${'a'.repeat(2_000_000)}\r\n\r\n`),
  )
  assert.equal(status, 431)
  assert.equal(
    problem.detail,
    'The URL and the headers together are over the limit of 512 KB; send long texts in a body.',
  )
})

test('a megabyte in a query is answered with 431', async () => {
  const { status } = problemOf(
    await send(`GET /v1/sentiment?sentence=${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: a\r\n\r\n`),
  )
  assert.equal(status, 431)
})

test('a URL over 480 KB is answered with 414', async () => {
  const answer = await send(`GET /status?a=${'a'.repeat(495_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  const { status, problem } = problemOf(answer)
  assert.equal(status, 414)
  assert.equal(problem.detail, 'The URL is over the limit of 480 KB; send long texts in a body.')
})

test('a client that sends more than 16 MB is told so, and not cut off', async () => {
  const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sending = request({
      port,
      method: 'POST',
      path: '/models/v1/predict',
      headers: { authorization: alice, 'content-type': 'application/json' },
    })
    sending.on('error', reject)
    sending.on('response', async (response) => resolve({ status: response.statusCode!, body: await text(response) }))
    sending.end('a'.repeat(20_000_000))
  })
  assert.equal(answer.status, 413)
})

test('two requests on one connection are answered in their order', async () => {
  const answers = await send(
    'GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  )
  assert.ok(answers.indexOf('"slept"') < answers.lastIndexOf('\r\n\r\n1'))
})

test('a hundred requests sent ahead on one connection are all answered', async () => {
  const one = 'GET /status HTTP/1.1\r\nHost: a\r\n\r\n'
  const answers = await send(one.repeat(99), one.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
  assert.equal(answers.split('HTTP/1.1 200 OK').length - 1, 100)
})

test('a client that sends thousands of requests ahead is cut off, and others are answered', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(5000))
  await new Promise((resolve) => socket.resume().on('close', resolve))
  assert.match(await send('GET /status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1.1 200/)
})

test('a client that does not read its answers is let go', async (t) => {
  const usual = app.server.timeout
  assert.ok(usual > 0)
  app.server.timeout = 300
  t.after(() => {
    app.server.timeout = usual
  })
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  // More than the buffers of both ends of the connection hold.
  socket.write('GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(30))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const connections = await new Promise((resolve) => app.server.getConnections((_, count) => resolve(count)))
  assert.equal(connections, 0)
  socket.destroy()
})

test('a client that goes away in the middle harms nobody', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /strict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"n":')
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.destroy()
  const slow = connect(port, '127.0.0.1')
  slow.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  await new Promise((resolve) => setTimeout(resolve, 50))
  slow.destroy()
  await new Promise((resolve) => setTimeout(resolve, 400))
  assert.match(await send('GET /status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1.1 200/)
})

test('a client that asks before it sends its body is told to go on only where the body is wanted', async () => {
  const announce = (length: number, user = `Authorization: ${alice}\r\n`) =>
    `POST /models/v1/predict HTTP/1.1\r\nHost: a\r\n${user}Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`
  const body = '{"inputs":["good"]}'
  assert.match(await send(announce(body.length), body), /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /)
  assert.match(await send(announce(body.length, '')), /^HTTP\/1.1 401 /)
  assert.match(await send(announce(99_000_000)), /^HTTP\/1.1 413 /)
})
