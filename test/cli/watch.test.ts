import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { finished, slipway, startSlipway } from '../support/cli.ts'
import { serverThat } from '../support/server-that.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('a rollout is watched to its end: text, exit code, and the report in several forms', async (t) => {
  let number = 0
  const address = await serverThat(t, (_, response) => {
    number++
    response.writeHead(number === 6 ? 503 : 200).end(JSON.stringify({ release: number < 10 ? '1' : '2' }))
  })
  const folder = temporaryFolder(t)
  const files = ['r.json', 'r.md', 'r.html'].map((name) => join(folder, name))
  const out = files.flatMap((file) => ['--out', file])
  const pace = ['--rate', '50', '--settle', '0.3']
  // The address carries no path, and the service has no OpenAPI document: it is asked as it stands.
  const run = await slipway(['watch', address, '--until', 'release=2', '--max-failed', '0', ...pace, ...out])
  assert.deepEqual({ code: run.code, stderr: run.stderr }, { code: 1, stderr: '' })
  assert.ok(run.stdout.startsWith(`GET ${address}/, watched for `), run.stdout)
  assert.match(run.stdout, /The first answer of 2 came at .*\n {2}The last answer of another version came at /)
  assert.match(run.stdout, /\nrelease {2}good answers {2}first at {2}last at\n/)
  assert.match(run.stdout, /\n {2}Not kept: 1 of \d+ questions failed, at most 0 may\.\n/)
  assert.match(run.stdout, /\nfailed: 1 × 503\nwritten: .*r\.json, .*r\.md, .*r\.svg, .*r\.html\n$/)

  const report = JSON.parse(readFileSync(files[0] as string, 'utf8'))
  const { end, failed, failures, ok, until } = report
  assert.deepEqual({ end, failed, failures, ok }, { end: 'delivered', failed: 1, failures: { 503: 1 }, ok: false })
  assert.ok(until.first <= until.delivered && until.last_other < until.delivered)
  assert.ok(readFileSync(files[1] as string, 'utf8').startsWith(`# Watch of GET ${address}/\n`))
})

test('Ctrl-C ends a watch with the report of what was seen', async (t) => {
  const address = await serverThat(t, (request, response) => {
    response.end('{"version":"1"}')
    if (request.url === '/api') asked++
    if (asked === 20) child.kill('SIGINT')
  })
  let asked = 0
  const child = startSlipway(['watch', `${address}/api`, '--rate', '50', '--json'])
  const { code, signal, stdout, stderr } = await finished(child)
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' })
  const { end, versions, failed } = JSON.parse(stdout)
  assert.deepEqual({ end, failed, version: versions[0].version }, { end: 'interrupted', failed: 0, version: '1' })
})

test('what cannot be watched for is said before the first question, all of it', async () => {
  const wrong = await slipway(['watch', 'http://127.0.0.1:1/x', '--rate', '0', '--max-seconds', '9'])
  assert.equal(wrong.code, 2)
  assert.equal(
    wrong.stderr,
    [
      'slipway watch: --rate is more than 0.',
      'slipway watch: --max-seconds is how long a delivery may take: name what is delivered with --until, or use --duration.\n',
    ].join('\n'),
  )
  const twice = await slipway(['watch', 'http://127.0.0.1:1/x', '--until', 'a=1', '--field', 'b', '--since', 'soon'])
  assert.equal(twice.code, 2)
  assert.equal(twice.stderr, 'slipway watch: --until speaks of "a", --field of "b"; name one of them.\n')
})

test('a service that cannot be reached is watched all the same: it may be about to come', async () => {
  const { code, stdout } = await slipway(['watch', 'http://127.0.0.1:1/x', '--duration', '0.3', '--rate', '20'])
  assert.equal(code, 1)
  assert.match(stdout, /Not kept: no question was answered well\.\n.*failed: \d+ × connection refused\n$/s)
})
