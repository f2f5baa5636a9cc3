import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alice, smallApp } from './world.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document is walked by name here
type Any = any

const app = await smallApp()
const document = (await app.inject('/openapi.json')).json() as Any
const operations = Object.entries<Any>(document.paths).flatMap(([path, item]) =>
  Object.entries<Any>(item).map(([method, operation]) => ({ path, method, operation })),
)

test('the document is OpenAPI 3.1 of this version, its server relative to itself', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.equal(document.info.version, '1.2.3')
  assert.deepEqual(document.servers, [{ url: '.' }])
})

test('every route is in it, once, under an id of its own', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.includes('getV1Sentiment'))
  assert.deepEqual(
    [
      '/status',
      '/permissions',
      '/v1/sentiment',
      '/count/{name}',
      '/echo',
      '/models',
      '/models/v1/predict',
      '/readyz',
    ].filter((path) => !(path in document.paths)),
    [],
  )
})

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document)
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]*)"/g)) {
    let at: Any = document
    for (const part of pointer!.split('/')) at = at?.[part]
    assert.ok(at, pointer)
  }
  assert.ok(!text.includes('"~'))
})

test('who may call is said: a user, a permission, or nobody in particular', () => {
  const of = (path: string, method = 'get') => document.paths[path][method]
  assert.deepEqual(of('/status').security, [])
  assert.deepEqual(of('/permissions').security, [{ basic: [] }])
  assert.deepEqual(of('/models/open/predict', 'post').security, [{ basic: [] }])
  assert.ok('403' in of('/v1/sentiment').responses)
  assert.ok(!('403' in of('/permissions').responses))
  assert.deepEqual(document.components.securitySchemes, { basic: { type: 'http', scheme: 'basic' } })
})

test('labels are listed, and parameters say what fits', () => {
  assert.deepEqual(document.components.schemas['v1.Prediction'].properties.label.enum, ['negative', 'positive'])
  assert.deepEqual(document.paths['/v1/sentiment'].get.parameters, [
    {
      name: 'sentence',
      in: 'query',
      required: true,
      schema: { type: 'string', minLength: 1, maxLength: 50_000 },
      example: 'so good',
    },
  ])
  assert.equal(document.paths['/count/{name}'].get.parameters[2].required, false)
})

test('the examples of the service can be sent as they are', async () => {
  const { example } = document.paths['/models/v1/predict'].post.requestBody.content['application/json']
  assert.deepEqual(example, { inputs: ['so good', 'so bad'] })
  const answer = await app.inject({
    method: 'POST',
    url: '/models/v1/predict',
    payload: example,
    headers: { authorization: alice },
  })
  assert.equal(answer.statusCode, 200)
})

test('what each route may answer is documented, a 200 and problems', async () => {
  for (const { path, method, operation } of operations) {
    assert.ok('200' in operation.responses, path)
    if (path.includes('{')) continue
    const answer = await app.inject({ method: method as 'GET', url: path, headers: { authorization: alice } })
    assert.ok(String(answer.statusCode) in operation.responses, `${method} ${path} answered ${answer.statusCode}`)
  }
})
