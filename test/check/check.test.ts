import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { addressToCheck } from '../../src/check/address.ts'
import { type CheckRun, runChecks, showChecked } from '../../src/check/run-checks.ts'
import type { Check } from '../../src/service/index.ts'
import { slipway } from '../support/cli.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** A service that knows bob, and answers /score with what it is made to. */
async function fakeService(t: TestContext, score: unknown = { score: 0.5, words: ['a', 'b'] }): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const isBob = request.headers.authorization === `Basic ${btoa('bob:builder')}`
    response.statusCode = isBob ? 200 : 401
    response.end(JSON.stringify(isBob ? score : { error: 'who are you?' }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const bob = ['bob', 'builder'] as const
const getsIn: Check = { name: 'bob gets in', request: { path: '/score', user: bob }, expect: {} }
const scored = (expect: Check['expect']): Check => ({
  name: 'it scores',
  request: { path: '/score', user: bob },
  expect,
})

function run(t: TestContext, url: string, suites: { [name: string]: readonly Check[] }, more: Partial<CheckRun> = {}) {
  return runChecks({
    service: 'small',
    port: 5999,
    suites: Object.entries(suites).map(([name, checks]) => ({ name, checks })),
    checksLog: undefined,
    folder: temporaryFolder(t),
    url,
    env: {},
    ...more,
  })
}

test('every check is a line, and all suites run whatever the first one says', async (t) => {
  const url = await fakeService(t)
  const checked = await run(t, url, {
    access: [{ ...getsIn, name: 'anybody gets in', request: { path: '/score', query: { q: 'a day' } } }, getsIn],
    content: [scored({ body: { score: 0.5 } })],
  })
  assert.equal(checked.ok, false)
  assert.equal(
    showChecked(checked),
    [
      'FAILURE  access   anybody gets in: expected status 200, got 401',
      'SUCCESS  access   bob gets in',
      'SUCCESS  content  it scores',
      `checked small at ${url}: 2 of 3 checks hold`,
    ].join('\n'),
  )
})

test('what is expected of a body is held against its fields, and every difference is named', async (t) => {
  const url = await fakeService(t, { score: -0.5, words: ['a', 'c'], nested: { x: 1, y: 2 } })
  const problems = async (expect: Check['expect']) => (await run(t, url, { s: [scored(expect)] })).results[0]!.problems
  assert.deepEqual(await problems({ body: { nested: { y: 2 }, words: ['a', 'c'] } }), [])
  assert.deepEqual(await problems({ body: { score: 0.5, words: ['a', 'b'], more: null } }), [
    '/score: expected 0.5, got -0.5',
    '/words/1: expected "b", got "c"',
    '/more: expected null, got nothing',
  ])
  assert.deepEqual(await problems({ body: { words: ['a'] } }), ['/words: expected ["a"], got ["a","c"]'])
  const above = { that: 'the score is above 0', when: ({ score }: { score: number }) => score > 0 }
  assert.deepEqual(await problems({ holds: above }), [
    'it does not hold that the score is above 0: got {"score":-0.5,"words":["a","c"],"nested":{"x":1,"y":2}}',
  ])
  const deep = { that: 'there is a label', when: (body: { a: { b: string } }) => body.a.b !== '' }
  assert.match((await problems({ holds: deep }))[0]!, /^whether there is a label cannot be told of .*undefined/)
})

test('LOG=1 appends a block for each check, without the password; the log of the service is always kept', async (t) => {
  const url = await fakeService(t)
  const folder = temporaryFolder(t)
  const suites = { access: [getsIn, scored({ status: 403 })] }
  await run(t, url, suites, { folder })
  assert.equal(existsSync(join(folder, 'api_test.log')), false)
  await run(t, url, suites, { folder, checksLog: 'results.txt' })
  await run(t, url, suites, { folder, checksLog: 'results.txt', env: { LOG: '1' } })
  const log = readFileSync(join(folder, 'api_test.log'), 'utf8')
  assert.equal(readFileSync(join(folder, 'results.txt'), 'utf8').split('SUCCESS').length - 1, 2)
  assert.doesNotMatch(log, /builder/)
  const [first, second] = log.split(/(?<=^(?:SUCCESS|FAILURE)\n\n)/m)
  assert.match(
    first!,
    /^=+\n {4}access\n=+\ncheck: +bob gets in\ndate: +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\nrequest: +GET \/score as bob\nexpected: +status 200\ngot: +status 200, \{"score":0\.5,"words":\["a","b"\]\}\nSUCCESS\n\n$/,
  )
  assert.match(second!, /expected: +status 403\n.*\nwhy: +expected status 403, got 200\nFAILURE\n\n$/)
})

test('a log that cannot be written does not change the result, and what it would say is not lost', async (t) => {
  const folder = temporaryFolder(t)
  const checked = await run(t, await fakeService(t), { access: [getsIn] }, { folder, checksLog: 'no-such/results.txt' })
  assert.equal(checked.ok, true)
  assert.match(checked.unlogged ?? '', /results\.txt could not be written: .*What it would say:\n\n=+\n {4}access/s)
})

test('a check that cannot reach its API fails and says so', async (t) => {
  const checked = await run(t, 'http://127.0.0.1:9', { access: [getsIn] })
  assert.deepEqual(
    checked.results.map(({ ok, got, problems }) => ({ ok, got, problems })),
    [
      {
        ok: false,
        got: 'no answer',
        problems: [
          'the API was not reached: http://127.0.0.1:9/score: nothing listens there (connection refused); is the service running?',
        ],
      },
    ],
  )
})

test('the address comes from --url, else from the environment under its new and its older names', () => {
  assert.equal(addressToCheck('http://there:1/base/', { API_ADDRESS: 'here' }, 5002), 'http://there:1/base')
  assert.equal(addressToCheck(undefined, { API_ADDRESS: 'api', API_PORT: '8080' }, 5002), 'http://api:8080')
  assert.equal(addressToCheck(undefined, { IP_ADDRESS: '10.0.0.7' }, 5002), 'http://10.0.0.7:5002')
  assert.equal(addressToCheck(undefined, { IP_ADRESS: '10.0.0.8:30001', API_PORT: '1' }, 5002), 'http://10.0.0.8:30001')
  assert.equal(addressToCheck(undefined, { API_ADDRESS: 'https://a.example' }, 5002), 'https://a.example')
  assert.throws(() => addressToCheck(undefined, {}, 5002), /--url http:\/\/HOST:PORT, or in API_ADDRESS/)
  assert.throws(() => addressToCheck(undefined, { API_ADDRESS: 'not a host' }, 5002), /"http:\/\/not a host:5002"/)
})

test('slipway check ends with 1 where a check fails, and with 2 where there is no such suite', async (t) => {
  const url = await fakeService(t)
  const checks = `checks: {
    access: [{ name: 'bob gets in', request: { path: '/score', user: ['bob', 'builder'] }, expect: {} }],
    content: [{ name: 'it scores', request: { path: '/score', user: ['bob', 'builder'] }, expect: { body: { score: 1 } } }],
  },\n})`
  const folder = smallService(t, { 'service.ts': smallServiceFile.replace(/\}\)\s*$/, checks) })
  const good = await slipway(['check', folder, '--url', url, '--suite', 'access'], { env: { LOG: '1' } })
  assert.equal(good.code, 0, good.stderr)
  assert.match(readFileSync(join(folder, 'api_test.log'), 'utf8'), /SUCCESS/)
  const bad = await slipway(['check', folder, '--url', url, '--json'])
  assert.equal(bad.code, 1, bad.stderr)
  assert.deepEqual(
    JSON.parse(bad.stdout).checks.map(({ suite, ok }: { suite: string; ok: boolean }) => [suite, ok]),
    [
      ['access', true],
      ['content', false],
    ],
  )
  const none = await slipway(['check', folder, '--url', url, '--suite', 'contents'])
  assert.equal(none.code, 2)
  assert.match(
    none.stderr,
    /^reviews has no suite "contents"\. Did you mean "content"\? Its suites: access, content\.\n$/,
  )
})
