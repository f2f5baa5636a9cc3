import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'slipway'
import { compileCheck } from '../../src/serve/input/schema.ts'
import { alice, smallApp } from './world.ts'

const app = await smallApp()

test('an error is problem details with the request id, and `error` for older clients', async () => {
  const answer = await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'mine-1' } })
  assert.equal(answer.statusCode, 404)
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.equal(answer.headers['x-request-id'], 'mine-1')
  const detail = 'There is no route /nowhere; /docs lists those that there are.'
  assert.deepEqual(answer.json(), {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail,
    instance: 'mine-1',
    error: detail,
    errors: [],
  })
})

test('a request id that is not sane is replaced', async () => {
  const answer = await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'a b\tc' } })
  assert.match(answer.json().instance, /^[0-9a-f]{12}-1$|^[0-9a-f]{12}-[0-9a-z]+$/)
})

test('a method that a route does not have is answered with 405 and those that it has', async () => {
  const answer = await app.inject({ method: 'DELETE', url: '/v1/sentiment' })
  assert.equal(answer.statusCode, 405)
  assert.equal(answer.headers.allow, 'GET, HEAD, OPTIONS')
  assert.equal(answer.json().detail, '/v1/sentiment answers GET, HEAD, OPTIONS, not DELETE.')
  assert.equal((await app.inject({ url: '/models/v1/predict' })).headers.allow, 'POST, OPTIONS')
})

test('what is wrong with a body does not hide that the route does not take one', async () => {
  const payload = '{"n":'
  for (const type of ['application/json', 'text/plain', '']) {
    const headers = { 'content-type': type }
    assert.equal((await app.inject({ method: 'POST', url: '/status', payload, headers })).statusCode, 405, type)
    assert.equal((await app.inject({ method: 'PUT', url: '/nowhere', payload, headers })).statusCode, 404, type)
  }
  assert.equal((await app.inject({ method: 'QUERY' as 'GET', url: '/status' })).statusCode, 405)
})

test('OPTIONS says which methods there are', async () => {
  const answer = await app.inject({ method: 'OPTIONS', url: '/echo' })
  assert.equal(answer.statusCode, 204)
  assert.equal(answer.headers.allow, 'POST, OPTIONS')
})

test("a defect answers 500 and keeps what happened to the server's log", async () => {
  const answer = await app.inject('/broken')
  assert.equal(answer.statusCode, 500)
  assert.equal(
    answer.json().detail,
    `The server failed; its log has the cause under request id ${answer.json().instance}.`,
  )
  assert.ok(!answer.body.includes('secret'))
})

const post = (url: string, payload: string, contentType?: string) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization: alice, ...(contentType !== undefined && { 'content-type': contentType }) },
  })

test('whatever is thrown, and whenever, is answered with 500', async () => {
  assert.equal((await app.inject('/broken-later')).statusCode, 500)
})

test('a body that is not JSON, is empty, or is of another type is refused', async () => {
  const broken = await post('/strict', '{"n":', 'application/json')
  assert.equal(broken.statusCode, 400)
  assert.match(broken.json().detail, /^The body is not JSON that can be read; NaN and infinities are none/)
  assert.equal((await post('/strict', '', 'application/json')).statusCode, 400)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    const other = await post('/strict', '{"n":1}', type)
    assert.equal(other.statusCode, 415, type)
    assert.equal(other.json().detail, 'The body has to be JSON, with the header Content-Type: application/json.')
  }
})

test('numbers in text are not numbers, and unknown fields do not vanish', async () => {
  assert.deepEqual((await post('/strict', '{"n":"1"}', 'application/json')).json().errors, [
    { path: '/n', message: 'expected a number, got "1".' },
  ])
  assert.deepEqual((await post('/strict', '{"n":1,"m":2}', 'application/json')).json(), { n: 1, m: 2 })
})

test('what a body must not have is told once, and together', () => {
  const check = compileCheck(Type.Object({ n: Type.Number() }, { additionalProperties: false }))
  assert.deepEqual(check({ n: 1, m: 2 }), [{ path: '', message: '"m" is not known here.' }])
  assert.deepEqual(check({ n: 1, m: 2, o: 3 }), [{ path: '', message: '"m", "o" are not known here.' }])
})

test('a route for any content type reads JSON whatever the header says', async () => {
  for (const type of [undefined, '', 'application/x-www-form-urlencoded', 'text/plain', 'nonsense']) {
    const answer = await post('/echo', '{"text":"hi"}', type)
    assert.equal(answer.statusCode, 200, String(type))
    assert.deepEqual(answer.json(), { text: 'hi' })
  }
  assert.equal((await post('/echo', '')).statusCode, 400)
})

test('a body nested 10,000 deep is answered with 400', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"text":', '}'],
  ]) {
    const payload = `${open!.repeat(10_000)}1${close!.repeat(10_000)}`
    for (const url of ['/strict', '/echo', '/models/v1/predict']) {
      const answer = await post(url, payload, 'application/json')
      assert.equal(answer.statusCode, 400, url)
    }
    const inside = await post('/models/v1/predict', `{"inputs":[${payload}]}`, 'application/json')
    assert.equal(inside.statusCode, 400)
  }
})

test('a key __proto__ is refused', async () => {
  for (const key of ['__proto__', '\\u005f_proto__']) {
    const answer = await post('/echo', `{"text":"a","${key}":{"admin":true}}`)
    assert.equal(answer.statusCode, 400)
  }
})

test('a body over 16 MB is answered with 413', async () => {
  const answer = await post('/models/v1/predict', `{"inputs":["${'a'.repeat(16 * 1024 * 1024)}"]}`, 'application/json')
  assert.equal(answer.statusCode, 413)
  assert.equal(answer.json().detail, 'The body is over the limit of 16 MB; send it in parts.')
})

test('a URL that cannot be decoded is answered with 400', async () => {
  const answer = await app.inject('/models/%zz')
  assert.equal(answer.statusCode, 400)
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
})
