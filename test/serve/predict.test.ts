import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alice, smallApp } from './world.ts'

const app = await smallApp()
const predict = (payload: unknown, model = 'v1') =>
  app.inject({
    method: 'POST',
    url: `/models/${model}/predict`,
    payload: payload as object,
    headers: { authorization: alice },
  })

test('inputs are answered in their order, with the version that answered', async () => {
  const answer = await predict({ inputs: ['good', '', 'bad'] })
  assert.equal(answer.statusCode, 200)
  const { predictions, ...head } = answer.json()
  assert.deepEqual(head, { model: 'v1', version: 'first', model_date: '2026-11-22T10:15:00Z' })
  assert.deepEqual(
    predictions.map((prediction: { label: string }) => prediction.label),
    ['positive', 'negative', 'negative'],
  )
})

test('an explanation comes where it is asked for', async () => {
  const { predictions } = (await predict({ inputs: ['good'], explain: true })).json()
  assert.deepEqual(predictions[0].explanation, [{ feature: 'good', contribution: 3 }])
  assert.equal(predictions[0].bias, -1)
})

test('thousands of inputs are answered, and other requests meanwhile', async () => {
  const inputs = Array.from({ length: 200_000 }, (_, i) => (i % 3 === 0 ? `good ${i}` : `bad ${i}`))
  let done = false
  const many = predict({ inputs }).then((answer) => {
    done = true
    return answer
  })
  let between = 0
  while (!done) {
    await app.inject('/status')
    await new Promise((resolve) => setImmediate(resolve))
    if (!done) between += 1
  }
  const { predictions } = (await many).json()
  assert.equal(predictions.length, 200_000)
  assert.ok(predictions.every(({ label }: { label: string }, i: number) => (label === 'positive') === (i % 3 === 0)))
  assert.ok(between > 5, `${between} requests were answered meanwhile`)
})

test('every input that does not fit is named, at most a hundred', async () => {
  const answer = await predict({ inputs: ['a', 1, null] })
  assert.equal(answer.statusCode, 400)
  assert.deepEqual(answer.json().errors, [
    { path: '/inputs/1', message: 'expected a text.' },
    { path: '/inputs/2', message: 'expected a text.' },
  ])
  assert.equal(answer.json().detail, '/inputs/1: expected a text. /inputs/2: expected a text.')
  assert.equal((await predict({ inputs: Array(1000).fill(1) })).json().errors.length, 100)
})

test('a body of another shape is refused, all that is wrong at once', async () => {
  const errors = async (payload: unknown) => {
    const answer = await predict(payload)
    assert.equal(answer.statusCode, 400)
    return answer.json().errors
  }
  assert.deepEqual(await errors({ inputs: 'good', explain: 'yes', input: 1 }), [
    { path: '/input', message: 'is not known here; "inputs" and "explain" are.' },
    { path: '/inputs', message: 'expected a list, got "good".' },
    { path: '/explain', message: 'expected true or false, got "yes".' },
  ])
  assert.deepEqual(await errors({ inputs: [] }), [
    { path: '/inputs', message: 'is empty; expected at least one input.' },
  ])
  assert.deepEqual(await errors({}), [{ path: '/inputs', message: 'is missing.' }])
  assert.deepEqual(await errors([]), [{ path: '', message: 'expected an object with "inputs", got a list.' }])
})
