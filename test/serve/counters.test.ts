import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatFor } from '../../src/serve/metrics/print.ts'
import type { MetricJson } from '../../src/serve/metrics/snapshot.ts'
import { Tally } from '../../src/serve/metrics/tally.ts'
import { Clients } from '../support/clients.ts'
import { startServer } from './server-process.ts'
import { smallApp } from './world.ts'

function counted(value: number, type: MetricJson['type'] = 'counter'): MetricJson[] {
  return [{ name: type, help: '', type, aggregator: 'sum', values: [{ value, labels: { route: '/', status: 200 } }] }]
}

const sums = (tally: Tally<string>) =>
  tally.all.flat().reduce((sum, { values }) => values.reduce((total, { value }) => total + value, sum), 0)

test('what a process counted last counts while it is silent, and after it has ended', () => {
  const tally = new Tally<string>()
  tally.keep('first', counted(1000))
  tally.keep('second', counted(489))
  tally.keep('first', [])
  assert.equal(sums(tally), 1489)
  tally.bury('second')
  tally.keep('third', counted(11))
  assert.equal(sums(tally), 1500)
  tally.bury('third')
  assert.equal(sums(tally), 1500)
  assert.equal(tally.all.at(-1)?.[0]?.values.length, 1, 'one series for the same labels')
})

test('gauges end with their process', () => {
  const tally = new Tally<string>()
  tally.keep('first', counted(5, 'gauge'))
  tally.bury('first')
  assert.equal(sums(tally), 0)
})

test('with two workers, one silent and then killed, no counter falls, and the server has one start time', async (t) => {
  const { url } = await startServer(t, { WORKERS: '2' })
  const clients = new Clients(`${url}/status`, { clients: 16, keepAlive: false, pauseMs: 5 })
  await sleep(500)
  const victim = Number(clients.outcomes.at(-1)?.body)
  let least = 0
  const scrape = async () => {
    const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text()
    const requests = Number(/^ml_requests_total\{route="\/status",method="GET",status="200"\} (\d+)$/m.exec(text)?.[1])
    assert.ok(requests >= least, `${requests} after ${least}`)
    least = requests
    return text
  }
  const [started] = /^process_start_time_seconds .*$/m.exec(await scrape()) ?? []
  assert.ok(started !== undefined)
  process.kill(victim, 'SIGSTOP')
  for (let i = 0; i < 3; i++) await scrape()
  process.kill(victim, 'SIGKILL')
  for (let i = 0; i < 20; i++) {
    assert.ok((await scrape()).includes(started))
    await sleep(100)
  }
  await clients.stop()
  const answered = clients.outcomes.filter(({ result }) => result === 200).length
  await scrape()
  assert.ok(least > 0.9 * answered, `${least} counted of ${answered}`)
})

test('OpenMetrics is written where Accept asks for it, and text otherwise', async () => {
  const prometheus =
    'application/openmetrics-text;version=1.0.0;q=0.75,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'
  assert.deepEqual(
    [
      prometheus,
      undefined,
      '*/*',
      'text/plain',
      'application/openmetrics-text',
      'application/openmetrics-text;q=0',
    ].map((accept) => formatFor(accept)),
    ['openMetrics', 'text', 'text', 'text', 'openMetrics', 'text'],
  )
  const app = await smallApp()
  await app.inject('/status')
  const { headers, body } = await app.inject({ url: '/metrics', headers: { accept: prometheus } })
  assert.equal(headers['content-type'], 'application/openmetrics-text; version=1.0.0; charset=utf-8')
  assert.match(body, /^# TYPE ml_requests counter$/m)
  assert.match(body, /^ml_requests_total\{route="\/status",method="GET",status="200"\} 1$/m)
  assert.match(body, /^process_start_time_seconds \d/m)
  assert.ok(body.endsWith('# EOF\n'))
})
