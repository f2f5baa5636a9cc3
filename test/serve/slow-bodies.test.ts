import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { alice, smallApp } from './world.ts'

const app = await smallApp({ maxBytesInFlight: 1_000_000 })
await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())
const { port } = app.server.address() as AddressInfo

test('a client that sends a large body slowly does not keep those of others out', async (t) => {
  const slow = connect(port, '127.0.0.1')
  t.after(() => slow.destroy())
  const head = ['POST /models/v1/predict HTTP/1.1', 'Host: a', `Authorization: ${alice}`]
  slow.write(`${head.join('\r\n')}\r\nContent-Type: application/json\r\nContent-Length: 800000\r\n\r\n{"inputs":["`)
  const drip = setInterval(() => slow.write('a'), 100)
  t.after(() => clearInterval(drip))
  await new Promise((resolve) => setTimeout(resolve, 200))

  const answer = await fetch(`http://127.0.0.1:${port}/models/v1/predict`, {
    method: 'POST',
    headers: { authorization: alice, 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: Array.from({ length: 10 }, () => 'good day '.repeat(2000)) }),
  })
  assert.equal(answer.status, 200, await answer.text())

  clearInterval(drip)
  slow.end()
  const told = await text(slow)
  assert.match(told, /^HTTP\/1.1 503 /)
  assert.match(told, /The body arrives too slowly while others wait for the room that it takes; send it again later\./)
})
