import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { evaluateServed } from '../../src/cli/evaluate/evaluate-served.ts'
import { askerThere } from '../../src/cli/predict/asker.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

type Answer = (text: string, request: IncomingMessage, response: ServerResponse) => void

/** A service whose only model is called tone; `answer` gives what it says to one text. */
async function fakeService(t: TestContext, answer: Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    if (request.url === '/models') response.end('{"models":[{"name":"tone"}]}')
    else if (request.url === '/models/tone') response.end('{"name":"tone","input":{"type":"string"}}')
    else answer(JSON.parse(body).inputs[0], request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function say(response: ServerResponse, label: string, version = '20261122T101500Z-1a2b3c4d'): void {
  response.end(JSON.stringify({ model: 'tone', version, predictions: [{ label }] }))
}

const rows = 'review,verdict\nlovely,good\ngrand,good\nawful,bad\nrude,bad\n'
const columns = { model: 'tone', text: 'review', label: 'verdict', concurrency: 1 }

test('answers are held against the labels, and counted by the version that gave them', async (t) => {
  const versions = ['20261122T101500Z-1a2b3c4d', '20261123T101500Z-5e6f7a8b']
  let asked = 0
  const address = await fakeService(t, (text, _, response) => {
    say(response, text === 'rude' ? 'good' : text === 'awful' ? 'bad' : 'good', versions[asked++ < 3 ? 0 : 1])
  })
  const data = join(temporaryFolder(t, { 'rows.csv': rows }), 'rows.csv')
  const { text, data: found, ok } = await evaluateServed(address, { data, ...columns })
  assert.equal(ok, true)
  const { accuracy, labels, confusion_matrix, versions: counted } = found as Record<string, unknown>
  assert.deepEqual(
    { accuracy, labels, confusion_matrix, counted },
    {
      accuracy: 0.75,
      labels: ['bad', 'good'],
      confusion_matrix: [
        [1, 1],
        [0, 2],
      ],
      counted: { [versions[0] as string]: 3, [versions[1] as string]: 1 },
    },
  )
  assert.match(text, /accuracy 0\.7500 on 4 rows\nalways answering the commonest label: 0\.5000\n/)
})

test('429 is waited for as long as it says and counted, and every row is answered in the end', async (t) => {
  let asked = 0
  const address = await fakeService(t, (_, __, response) => {
    if (asked++ === 1) response.writeHead(429, { 'retry-after': '0' }).end('{"error":"slow down"}')
    else say(response, 'good')
  })
  const data = join(temporaryFolder(t, { 'rows.csv': rows }), 'rows.csv')
  const { text, data: found } = await evaluateServed(address, { data, ...columns })
  const { rows: answered, waits } = found as Record<string, unknown>
  assert.deepEqual({ answered, waits, asked }, { answered: 4, waits: 1, asked: 5 })
  assert.match(text, /\nwaited 1 time because the service said so \(429\)$/)
})

test('a connection that breaks is opened again, and its row is asked once more', async (t) => {
  let asked = 0
  const address = await fakeService(t, (_, request, response) => {
    if (asked++ === 2) request.socket.destroy()
    else say(response, 'good')
  })
  const data = join(temporaryFolder(t, { 'rows.csv': rows }), 'rows.csv')
  const { data: found } = await evaluateServed(address, { data, ...columns })
  const { rows: answered, failed } = found as Record<string, unknown>
  assert.deepEqual({ answered, failed, asked }, { answered: 4, failed: 0, asked: 5 })
})

test('every answer is in the file of --out, and one that cannot be written ends it before any row is asked', async (t) => {
  let asked = 0
  const address = await fakeService(t, (text, _, response) => {
    asked++
    if (text === 'awful') response.writeHead(500).end('{"error":"a defect"}')
    else say(response, 'good')
  })
  const folder = temporaryFolder(t, { 'rows.csv': rows })
  const data = join(folder, 'rows.csv')
  const nowhere = join(folder, 'nowhere', 'answers.csv')
  await assert.rejects(evaluateServed(address, { data, ...columns, out: nowhere }), {
    code: 'WRITE_FAILED',
    message: `${nowhere} could not be written: ENOENT.`,
  })
  assert.equal(asked, 0)

  const out = join(folder, 'answers.csv')
  await evaluateServed(address, { data, ...columns, out })
  const lines = readFileSync(out, 'utf8').replaceAll(/,\d+\.\d{3},/g, ',MS,')
  const version = '20261122T101500Z-1a2b3c4d'
  assert.equal(
    lines,
    'row,label,answer,status,ms,version\n' +
      `1,good,good,200,MS,${version}\n2,good,good,200,MS,${version}\n3,bad,,500,MS,\n4,bad,good,200,MS,${version}\n`,
  )
})

test('cells of --out that a spreadsheet would run get an apostrophe, unless they are to stay', async (t) => {
  const address = await fakeService(t, (_text, _, response) => say(response, '=1+1'))
  const folder = temporaryFolder(t, { 'rows.csv': rows })
  const out = join(folder, 'answers.csv')
  const request = { data: join(folder, 'rows.csv'), ...columns, out }
  await evaluateServed(address, request)
  assert.match(readFileSync(out, 'utf8'), /^1,good,'=1\+1,200,/m)
  await evaluateServed(address, { ...request, keepFormulas: true })
  assert.match(readFileSync(out, 'utf8'), /^1,good,=1\+1,200,/m)
})

test('an evaluation that fails leaves the old file of --out whole', async (t) => {
  const address = await fakeService(t, (_text, _, response) => response.writeHead(401).end('{"error":"Who are you?"}'))
  const folder = temporaryFolder(t, { 'rows.csv': rows, 'answers.csv': 'old' })
  const out = join(folder, 'answers.csv')
  await assert.rejects(evaluateServed(address, { data: join(folder, 'rows.csv'), ...columns, out }))
  assert.equal(readFileSync(out, 'utf8'), 'old')
  assert.deepEqual(readdirSync(folder).sort(), ['answers.csv', 'rows.csv'])
})

test('rows that the service fails on are counted by status, and the result is a no', async (t) => {
  const address = await fakeService(t, (text, _, response) => {
    if (text === 'awful') response.writeHead(500).end('{"error":"a defect"}')
    else say(response, 'good')
  })
  const data = join(temporaryFolder(t, { 'rows.csv': rows }), 'rows.csv')
  const { text, data: found, ok } = await evaluateServed(address, { data, ...columns })
  const { rows: answered, failed } = found as Record<string, unknown>
  assert.deepEqual({ answered, failed, ok }, { answered: 3, failed: 1, ok: false })
  assert.match(text, /\n1 row was not answered: 1 with status 500$/)
})

test('a service that refuses a row ends the evaluation, in its own words', async (t) => {
  const address = await fakeService(t, (_, request, response) => {
    const who = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString()
    if (who === 'alice:wonder:land') say(response, 'good')
    else response.writeHead(401).end('{"error":"This route asks for a user."}')
  })
  const data = join(temporaryFolder(t, { 'rows.csv': rows }), 'rows.csv')
  await assert.rejects(evaluateServed(address, { data, ...columns }), {
    code: 'CHECK_FAILED',
    message:
      'row 1: /models/tone/predict answered 401: This route asks for a user. Name a user with --user USER:PASSWORD.',
  })
  const { ok } = await evaluateServed(address, { data, ...columns, user: 'alice:wonder:land' })
  assert.equal(ok, true)
  const inAddress = address.replace('http://', 'http://alice:wonder%3Aland@')
  assert.equal((await evaluateServed(inAddress, { data, ...columns })).ok, true)
})

test('predict asks the first model of a service where none is named', async (t) => {
  const address = await fakeService(t, (_, __, response) => say(response, 'good'))
  const asker = await askerThere(address, undefined, undefined)
  assert.equal(asker.model, 'tone')
  assert.deepEqual(await asker.ask(['lovely']), {
    model: 'tone',
    version: '20261122T101500Z-1a2b3c4d',
    predictions: [{ label: 'good' }],
  })
})
