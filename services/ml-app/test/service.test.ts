import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testService } from 'slipway/testing'
import { badBodies } from '../checks/bad-bodies.ts'
import { setosa } from '../checks/content.ts'

const app = await testService(fileURLToPath(new URL('..', import.meta.url)))
const address = await app.listen()
after(() => app.close())

test('four lengths are answered with the class, its name and how sure it is', async () => {
  const { status, body } = await app.ask({ path: '/predict', body: { features: Object.values(setosa) } })
  assert.equal(status, 200)
  const { confidence, ...answer } = body as { readonly confidence: number }
  assert.deepEqual(answer, { prediction: 0, class_name: 'setosa', status: 'success' })
  assert.equal(confidence.toFixed(2), '0.98')
})

test('a flower asked by column name is explained by its columns', async () => {
  const { body } = await app.ask({ path: '/models/iris/predict', body: { inputs: [setosa], explain: true } })
  const { predictions } = body as {
    predictions: { label: string; explanation: { feature: string; contribution: number }[] }[]
  }
  const [{ label, explanation }] = predictions
  assert.equal(label, 'setosa')
  assert.deepEqual(explanation.map(({ feature }) => feature).sort(), Object.keys(setosa).sort())
  // A petal shorter than the mean speaks for setosa, and it tells most.
  assert.equal(explanation[0].feature, 'petal_length')
  assert.ok(explanation[0].contribution > 0)
})

test('every bad body of the checks is answered with 400 that says what was expected', async () => {
  for (const { name, request } of badBodies) {
    const { status, body } = await app.ask(request)
    assert.deepEqual([name, status], [name, 400])
    assert.match((body as { readonly error: string }).error, /expected|missing/)
  }
})

test('an empty body, NaN and what is no JSON are answered with 400 and an error', async () => {
  for (const [body, error] of [
    ['', /The body is empty; expected JSON/],
    ['{"features":[5.1,3.5,NaN,0.2]}', /not JSON.*NaN/],
    ['{"features":[1e999,3.5,1.4,0.2]}', /expected a number, got Infinity/],
    ['features=5.1', /not JSON/],
    ['{"features":[5.1,3.5,1.4]}', /^\/features: expected 4 items, got 3\.$/],
    ['{"features":[5.1,3.5,1.4,0.2,1]}', /^\/features: expected 4 items, got 5\.$/],
  ] as const) {
    const answer = await fetch(`${address}/predict`, { method: 'POST', body })
    assert.deepEqual([body, answer.status], [body, 400])
    assert.match(((await answer.json()) as { readonly error: string }).error, error)
  }
})

test('it says that it is healthy, and counts its requests', async () => {
  assert.deepEqual((await app.ask({ path: '/health' })).body, { status: 'healthy' })
  const metrics = String((await app.ask({ path: '/metrics' })).body)
  assert.match(metrics, /ml_requests_total\{route="\/predict",method="POST",status="200"\}/)
  assert.match(metrics, /ml_request_duration_seconds_bucket/)
})
