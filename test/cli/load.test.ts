import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { serverThat } from '../support/server-that.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('a load prints throughput, latencies and failures by kind, and exits with 1 where a limit is not kept', async (t) => {
  let number = 0
  const address = await serverThat(t, (_, response) => response.writeHead(++number % 10 === 0 ? 500 : 200).end('{}'))
  const { code, stdout, stderr } = await slipway([
    'load',
    `${address}/x?y`,
    '-n',
    '200',
    '-c',
    '4',
    '--max-failed',
    '0',
  ])
  assert.deepEqual({ code, stderr }, { code: 1, stderr: '' })
  assert.ok(stdout.startsWith(`GET ${address}/x: 200 requests, 4 at a time, in `), stdout)
  assert.match(stdout, /\n {2}failed {13}20 \(10\.00 %\)\n/)
  assert.match(stdout, /\n {2}latency in ms\n .*p50 .*p99\.9 .*max\n/)
  assert.match(stdout, /\n {2}failures\n {11}20 {2}500\nnot kept: 20 requests failed, at most 0 may\n$/)
})

test('a service is loaded with its own examples, lines of a file are sent in turn, and --json tells the same as data', async (t) => {
  const seen = new Map<string, number>()
  const example = { inputs: ['one', 'two'] }
  const address = await serverThat(t, async (request, response) => {
    if (request.url === '/openapi.json') {
      const content = { 'application/json': { example } }
      return response.end(JSON.stringify({ paths: { '/predict': { post: { requestBody: { content } } } } }))
    }
    const body = `${request.method} ${request.url} ${Buffer.concat(await request.toArray())}`
    seen.set(body, (seen.get(body) ?? 0) + 1)
    return response.end('{}')
  })
  const first = await slipway(['load', address, '--requests', '6', '--json', '--min-rate', '0.5'])
  assert.equal(first.code, 0, first.stderr)
  const { target, requests, failed, ok, statuses, latency_ms: latencyMs } = JSON.parse(first.stdout)
  assert.deepEqual(
    { target, requests, failed, ok, statuses },
    { target: `POST ${address}/predict`, requests: 6, failed: 0, ok: true, statuses: { 200: 6 } },
  )
  assert.equal(typeof latencyMs.p99, 'number')

  const file = join(temporaryFolder(t), 'bodies.jsonl')
  writeFileSync(file, '{"a":1}\n{"a":2}\n')
  const second = await slipway(['load', `${address}/own`, '-n', '4', '-c', '1', '--body', `@${file}`])
  assert.equal(second.code, 0, second.stderr)
  assert.deepEqual(Object.fromEntries(seen), {
    'POST /predict {"inputs":["one"]}': 3,
    'POST /predict {"inputs":["two"]}': 3,
    'POST /own {"a":1}': 2,
    'POST /own {"a":2}': 2,
  })
})

test('a service that asks for a user is loaded with one, and its absence is pointed out', async (t) => {
  const address = await serverThat(t, (request, response) =>
    response.writeHead(request.headers.authorization === `Basic ${btoa('alice:wonderland')}` ? 200 : 401).end(),
  )
  const without = await slipway(['load', `${address}/x?y`, '-n', '2'])
  assert.equal(without.code, 1)
  assert.match(
    without.stdout,
    /\n {12}2 {2}401\nThe service asks for a user: --user USER:PASSWORD\.\nnot kept: no request/,
  )
  const withUser = await slipway(['load', `${address}/x?y`, '-n', '2', '--user', 'alice:wonderland'])
  assert.equal(withUser.code, 0, withUser.stdout)
})

test('a load of what cannot be asked ends with the reason', async (t) => {
  const refused = await slipway(['load', 'http://127.0.0.1:1'])
  const reason = 'nothing listens there (connection refused); is the service running?'
  assert.deepEqual(refused, {
    code: 1,
    signal: null,
    stdout: '',
    stderr: `http://127.0.0.1:1/openapi.json: ${reason}\n`,
  })

  const wrong = await slipway(['load', 'localhost:5002'])
  assert.equal(wrong.code, 2)
  assert.equal(wrong.stderr, '"localhost:5002" is not an address: expected http://host:port or https://host.\n')
  const none = await slipway(['load', 'http://127.0.0.1:1/x', '-n', '0', '--rate', '0.0'])
  assert.equal(none.code, 2)
  assert.equal(none.stderr, 'slipway load: --requests is more than 0.\nslipway load: --rate is more than 0.\n')

  const openapi = JSON.stringify({ paths: { '/two': { post: {} } } })
  const address = await serverThat(t, (_, response) => response.end(openapi))
  const { code, stderr } = await slipway(['load', `${address}/two`])
  assert.equal(code, 2)
  assert.equal(
    stderr,
    "/two is asked by POST, and the service shows no example of it: give --body '{…}' or --body @FILE.\n",
  )
})
