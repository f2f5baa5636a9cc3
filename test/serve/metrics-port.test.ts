import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { failToStart, startServer, tinyStore } from './server-process.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

for (const workers of ['1', '2']) {
  const many = workers === '1' ? 'one process' : 'two workers'

  test(`METRICS_PORT with ${many}: the metrics of all are there, and nowhere else`, async (t) => {
    const port = await freePort()
    const { url, child, exited } = await startServer(t, { WORKERS: workers, METRICS_PORT: String(port) })
    const metricsUrl = `http://127.0.0.1:${port}`
    for (let i = 0; i < 10; i++) await (await fetch(`${url}/status`, { headers: { connection: 'close' } })).text()
    const answer = await fetch(`${metricsUrl}/metrics`)
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
    const text = await answer.text()
    assert.match(text, /^ml_requests_total\{route="\/status",method="GET",status="200"\} 10$/m)
    assert.match(text, /^ml_users 1$/m)
    assert.match(text, /^process_resident_memory_bytes \d+$/m)
    const open = await fetch(`${metricsUrl}/metrics?a=b`, { headers: { accept: 'application/openmetrics-text' } })
    assert.match(await open.text(), /# EOF\n$/)

    assert.equal((await fetch(`${url}/metrics`)).status, 404, 'no longer at the port of the service')
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object }
    assert.ok(!('/metrics' in paths))
    for (const path of ['/', '/status', '/readyz', '/metrics/']) {
      assert.equal((await fetch(metricsUrl + path)).status, 404, `${path} is not at the port of the metrics`)
    }
    const posted = await fetch(`${metricsUrl}/metrics`, { method: 'POST', body: 'a' })
    assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD'])
    child.kill('SIGTERM')
    assert.equal(await exited, 0, 'a scraper that keeps its connection holds up no end')
  })
}

test('a port for metrics that is in use is refused, by its name', async (t) => {
  const port = String(await freePort())
  const own = await failToStart({ PORT: port, METRICS_PORT: port, MODEL_STORE: await tinyStore() })
  assert.equal(own.says, `INVALID_OPTION METRICS_PORT: ${port} is the port of the service; choose another.`)
  const other = createServer().listen(Number(port), '127.0.0.1')
  t.after(() => other.close())
  await once(other, 'listening')
  const used = await failToStart({ METRICS_PORT: port, MODEL_STORE: await tinyStore() })
  assert.equal(used.says, `PORT_IN_USE METRICS_PORT: port ${port} is in use by another process; choose another.`)
})
