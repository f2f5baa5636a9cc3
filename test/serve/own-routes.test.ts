import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alice, bob, smallApp } from './world.ts'

const app = await smallApp()
const get = (url: string, authorization?: string) =>
  app.inject({ url, headers: authorization === undefined ? {} : { authorization } })

test('a route answers what its function gives, as JSON', async () => {
  const status = await get('/status')
  assert.equal(status.statusCode, 200)
  assert.equal(status.headers['content-type'], 'application/json; charset=utf-8')
  assert.equal(status.body, '1')
  const answer = await get('/v1/sentiment?sentence=so%20good', alice)
  assert.deepEqual(answer.json(), {
    sentence: 'so good',
    label: 'positive',
    probabilities: { negative: 0.09999999999999998, positive: 0.9 },
  })
})

test('a route is told who calls', async () => {
  assert.deepEqual((await get('/permissions', alice)).json(), { username: 'alice', permissions: ['v1', 'v2'] })
  assert.deepEqual((await get('/permissions', bob)).json(), { username: 'bob', permissions: ['v1'] })
})

test('a promise is awaited', async () => {
  assert.equal((await get('/slow')).body, '"slept"')
})

test('parameters become what their schema says', async () => {
  assert.deepEqual((await get('/count/a?n=3&loud=true')).json(), { name: 'a', n: 3, loud: true })
  assert.deepEqual((await get('/count/b?n=3')).json(), { name: 'b', n: 3 })
})

test('a missing, an empty, a repeated and a too long parameter are answered with 400 that says so', async () => {
  const problem = async (url: string) => {
    const answer = await get(url, alice)
    assert.equal(answer.statusCode, 400)
    return answer.json().errors
  }
  assert.deepEqual(await problem('/v1/sentiment'), [{ path: '/query/sentence', message: 'is missing.' }])
  assert.deepEqual(await problem('/v1/sentiment?sentence='), [{ path: '/query/sentence', message: 'is empty.' }])
  assert.deepEqual(await problem('/v1/sentiment?sentence=a&sentence=b'), [
    { path: '/query/sentence', message: 'is there 2 times; give it once.' },
  ])
  assert.deepEqual(await problem(`/v1/sentiment?sentence=${'a'.repeat(50_001)}`), [
    { path: '/query/sentence', message: 'expected at most 50,000 characters, got 50,001.' },
  ])
})

test('all problems of a request come together, each at a JSON Pointer', async () => {
  const answer = await get('/count/c?n=none&loud=maybe')
  assert.equal(answer.statusCode, 400)
  assert.deepEqual(answer.json().errors, [
    { path: '/query/n', message: 'expected a whole number, got "none".' },
    { path: '/query/loud', message: 'expected true or false, got "maybe".' },
    { path: '/params/name', message: 'expected one of "a", "b", got "c".' },
  ])
})

test('parameters that a route does not declare are left alone', async () => {
  assert.equal((await get('/count/a?n=1&utm_source=mail')).statusCode, 200)
})

test('a sentence of 50,000 characters fits into a URL, percent-encoded', async () => {
  const answer = await get(`/v1/sentiment?sentence=${encodeURIComponent('€'.repeat(50_000))}`, alice)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().sentence.length, 50_000)
})

test('HEAD answers as GET without a body', async () => {
  const answer = await app.inject({ method: 'HEAD', url: '/status' })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.body, '')
  assert.equal(answer.headers['content-length'], '1')
})
