import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, readSettings } from 'slipway/serve'
import { alice, basicHeader, smallApp } from './world.ts'

test('requests are counted by route template, method and status, and timed from 100 µs on', async () => {
  const app = await smallApp()
  await app.inject('/count/a?n=1')
  await app.inject('/count/b?n=2')
  await app.inject('/count/b')
  await app.inject({ method: 'HEAD', url: '/status' })
  await app.inject('/nowhere')
  await app.inject({ url: '/v1/sentiment?sentence=good', headers: { authorization: alice } })
  const answer = await app.inject('/metrics')
  assert.equal(answer.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8')
  const lines = answer.body.split('\n')
  for (const line of [
    'ml_requests_total{route="/count/{name}",method="GET",status="200"} 2',
    'ml_requests_total{route="/count/{name}",method="GET",status="400"} 1',
    'ml_requests_total{route="/status",method="HEAD",status="200"} 1',
    'ml_requests_total{route="unmatched",method="GET",status="404"} 1',
    'ml_request_duration_seconds_count{route="/count/{name}",method="GET"} 3',
    'ml_request_duration_seconds_bucket{route="/count/{name}",method="GET",le="+Inf"} 3',
    'ml_predictions_total{model="v1",version="first",label="positive"} 1',
    'ml_predictions_total{model="v1",version="first",label="negative"} 0',
    'ml_model_info{model="v1",kind="text-classifier",version="first"} 1',
    'ml_model_loads_total{model="v1",result="loaded"} 1',
    'ml_model_loads_total{model="v1",result="refused"} 0',
  ]) {
    assert.ok(lines.includes(line), line)
  }
  assert.match(
    answer.body,
    /ml_request_duration_seconds_bucket\{route="\/count\/\{name\}",method="GET",le="0.0001"\} \d/,
  )
  assert.match(answer.body, /^process_cpu_seconds_total /m)
  assert.match(answer.body, /^nodejs_eventloop_lag_seconds /m)
})

test('each request is one line of JSON with its id, route, status, time and user, and no password', async () => {
  const lines: string[] = []
  const log = createLog('INFO', (text) => lines.push(...text.trim().split('\n')))
  const app = await smallApp({ log })
  await app.inject({ url: '/v1/sentiment?sentence=secret', headers: { authorization: alice, 'x-request-id': 'mine' } })
  await app.inject({ url: '/permissions', headers: { authorization: basicHeader('alice', 'wrong-password') } })
  await app.inject('/livez')
  log.flush()
  const parsed = lines.map((line) => JSON.parse(line))
  assert.equal(parsed.length, 2, 'a probe is not worth a line')
  const { time, pid, ms, ...first } = parsed[0]
  assert.deepEqual(first, {
    level: 'info',
    id: 'mine',
    method: 'GET',
    route: '/v1/sentiment',
    status: 200,
    address: '127.0.0.1',
    user: 'alice',
    msg: 'answered',
  })
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.equal(pid, process.pid)
  assert.ok(ms >= 0)
  assert.equal(parsed[1].status, 401)
  for (const word of ['wonderland', 'wrong-password', 'secret', 'Basic']) assert.ok(!lines.join().includes(word), word)
})

test('a defect is logged with its cause under the request id', async () => {
  const lines: string[] = []
  const log = createLog('error', (text) => lines.push(text))
  const app = await smallApp({ log })
  const { instance } = (await app.inject('/broken')).json()
  const line = JSON.parse(lines[0]!)
  assert.equal(line.id, instance)
  assert.equal(line.level, 'error')
  assert.equal(line.err.message, 'the secret is 42')
  assert.match(line.err.stack, /world\.ts/)
})

test('LOG_LEVEL is read in any case, and one that does not exist is refused', () => {
  assert.equal(createLog('Warn').isOn('info'), false)
  assert.equal(createLog('DEBUG').isOn('debug'), true)
  assert.throws(() => createLog('loud'), {
    code: 'INVALID_OPTION',
    message: 'LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, got "loud".',
  })
})

test('the environment is read with all its problems at once; what is empty counts as not set', () => {
  assert.deepEqual(readSettings({ PORT: '8080', HOST: '', WORKERS: '2', MODEL_VERSION: 'v1.0' }), {
    port: 8080,
    workers: 2,
    modelVersion: 'v1.0',
  })
  assert.throws(() => readSettings({ PORT: '80a', WORKERS: '0', MAX_REQUESTS_PER_MINUTE: '-1' }), {
    code: 'INVALID_OPTION',
    message:
      'PORT: expected a whole number from 0 to 65535, got "80a".\n' +
      'WORKERS: expected a whole number from 1 to 256, got "0".\n' +
      'MAX_REQUESTS_PER_MINUTE: expected a whole number from 1 to 1000000000, got "-1".',
  })
})
