import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleRequests, methodOf } from '../../src/probe/example-requests.ts'

const json = (content: unknown) => ({ requestBody: { content: { 'application/json': content } } })
const document = {
  paths: {
    '/v1/{name}': { get: { parameters: [{ name: 'name', in: 'path', required: true }] } },
    '/v1/sentiment': {
      get: { parameters: [{ name: 'sentence', in: 'query', required: true, example: 'good & bad' }] },
    },
    '/api/text': { post: json({ schema: { required: ['text'], properties: { text: { type: 'string' } } } }) },
    '/api/two': { post: json({ schema: { required: ['a', 'b'], properties: {} } }) },
    '/models/v1/predict': { post: json({ example: { inputs: ['good & bad', 'so-so'] }, schema: {} }) },
    '/models/t/predict': { post: json({ example: { inputs: [{ age: 7 }] }, schema: {} }) },
    '/health': { get: {} },
  },
}

test('a service is asked its first route that its document shows how to ask, with the example texts of its models', () => {
  const requests = [
    { method: 'GET', path: '/v1/sentiment?sentence=good+%26+bad' },
    { method: 'GET', path: '/v1/sentiment?sentence=so-so' },
  ]
  assert.deepEqual(exampleRequests(document), requests)
})

test('a route is asked with its own example, its inputs one by one, or with the texts of the models where it wants one', () => {
  assert.deepEqual(exampleRequests(document, '/models/t/predict'), [
    { method: 'POST', path: '/models/t/predict', body: { inputs: [{ age: 7 }] } },
  ])
  assert.deepEqual(exampleRequests(document, '/api/text'), [
    { method: 'POST', path: '/api/text', body: { text: 'good & bad' } },
    { method: 'POST', path: '/api/text', body: { text: 'so-so' } },
  ])
})

test('nothing is made up for a route that wants more than the document shows', () => {
  for (const path of ['/api/two', '/v1/{name}', '/health', '/nowhere'])
    assert.deepEqual(exampleRequests(document, path), [])
  assert.equal(methodOf(document, '/api/two'), 'POST')
  assert.equal(methodOf(document, '/health'), 'GET')
  for (const other of [undefined, null, 'text', { paths: 7 }, { paths: { '/': null } }])
    assert.deepEqual(exampleRequests(other), [])
})
