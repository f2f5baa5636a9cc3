import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { rocAucScore } from 'slipway/learn'
import { testService } from 'slipway/testing'
import { badFrames } from '../checks/bad-frames.ts'
import { likely, unlikely } from '../checks/content.ts'
import { bestRocAuc, generate } from '../data/generate.ts'

const purchase = await testService(fileURLToPath(new URL('..', import.meta.url)))
const address = await purchase.listen()
after(() => purchase.close())

const frames = JSON.parse(readFileSync(new URL('frames.json', import.meta.url), 'utf8'))
const orientations = Object.keys(frames).filter((name) => typeof frames[name] === 'string' && name !== 'pandas')

async function post(body: string, query = '') {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${address}/predict${query}`, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.json() }
}

const error = async (body: string) => {
  const answer = await post(body)
  assert.equal(answer.status, 400)
  return (answer.body as { readonly error: string }).error
}

/** What the model says of each row, asked one by one. */
async function probabilitiesOf(rows: readonly object[]): Promise<number[]> {
  const { body } = await purchase.ask({ path: '/models/purchase/predict', body: { inputs: rows } })
  return (body as { predictions: { probabilities: { bought: number } }[] }).predictions.map(
    (one) => one.probabilities.bought,
  )
}

test('every orientation of pandas, as a string and as it is, is answered in the order of the rows', async () => {
  const expected = await probabilitiesOf(frames.rows)
  assert.ok(new Set(expected).size > 6)
  for (const name of orientations.filter((name) => name !== 'without rows')) {
    for (const body of [frames[name], JSON.stringify(frames[name])]) {
      assert.deepEqual([name, (await post(body, '?proba=true')).body], [name, expected])
      assert.deepEqual([name, (await post(body)).body], [name, expected.map((p) => (p > 0.5 ? 1 : 0))])
    }
  }
})

test('a frame without rows is answered with an empty list', async () => {
  assert.deepEqual((await post(frames['without rows'])).body, [])
  assert.deepEqual((await post('[]')).body, [])
})

test('ten thousand rows with a shuffled index are answered in one request, in their order', async () => {
  const rows = Array.from(generate(10_000, 5), ({ row }) => row)
  const label = (i: number) => (i * 7919) % 10_007
  const columns = Object.keys(likely).map((name) => {
    const cells = rows.map((row, i) => `"${label(i)}":${JSON.stringify((row as never)[name] ?? null)}`)
    return `${JSON.stringify(name)}:{${cells.join(',')}}`
  })
  const { status, body } = await post(JSON.stringify(`{${columns.join(',')}}`), '?proba=true')
  assert.equal(status, 200)
  const some = [0, 1, 2, 5000, 9999]
  const inputs = some.map((i) =>
    Object.fromEntries(Object.keys(likely).map((name) => [name, (rows[i] as never)[name] ?? null])),
  )
  assert.equal((body as number[]).length, 10_000)
  assert.deepEqual(
    some.map((i) => (body as number[])[i]),
    await probabilitiesOf(inputs),
  )
})

test('every bad frame of the checks is refused with 400 and names what is wrong', async () => {
  for (const { name, request, expect } of badFrames) {
    const { status, body } = await post(JSON.stringify(request.body))
    assert.deepEqual([name, status], [name, 400])
    assert.ok(expect.holds!.when(body as never), `${name}: ${JSON.stringify(body)}`)
  }
})

test('NaN, null and an empty text are missing; a number may be a text; a category may be a number', async () => {
  const asked = async (row: object) => (await post(JSON.stringify([row]), '?proba=true')).body
  const gap = await asked({ ...likely, price: null, brand: null })
  for (const [price, brand] of [
    ['NaN', 'null'],
    ['""', '""'],
    ['"nan"', '""'],
  ]) {
    const text = JSON.stringify([{ ...likely, price: 0, brand: 0 }])
      .replace('"price":0', `"price":${price}`)
      .replace('"brand":0', `"brand":${brand}`)
    assert.deepEqual((await post(text, '?proba=true')).body, gap)
  }
  assert.deepEqual(await asked({ ...likely, price: '210.5', hour: '10.0' }), await asked(likely))
  assert.deepEqual(await asked({ ...likely, brand: 17 }), await asked({ ...likely, brand: '17' }))
  assert.match(await error(JSON.stringify([{ ...likely, price: '0x1F' }])), /Row 1, column "price": expected a number/)
  assert.match(
    await error(JSON.stringify([{ ...likely, product_id: 1.5 }])),
    /expected a whole number or null, got 1\.5/,
  )
  assert.match(await error(JSON.stringify([{ ...likely, hour: true }])), /expected a number or null, got true/)
  assert.match(await error(JSON.stringify([likely]).replace('210.5', '1e999')), /expected a number or null/)
})

test('what is no JSON, has a key twice or nests too deeply is refused with the place', async () => {
  assert.match(await error('{"price":{"0":1,"0":2}}'), /the key "0" is there twice, at character/)
  assert.match(await error('{"price":{"0":1}'), /expected "," or "}", at character 16, which is the end/)
  assert.match(await error('"{\\"price\\":"'), /in the string that was sent, expected a value/)
  assert.match(await error('['.repeat(100_000)), /deeper than 20 levels/)
  assert.match(await error('[1,]'), /expected a value/)
  assert.match(await error(''), /The body is empty/)
  assert.match(
    await error(JSON.stringify([likely]).replace('{', '{"__proto__":1,')),
    /The column "__proto__" is not known here/,
  )
  assert.match(await error('[[1,2]]'), /row 1 is a list/)
  assert.match(await error('[{"a":1},{"b":2}]'), /row 2 has no "a", the first row has/)
})

test('problems are told all at once, and columns left out in training are passed over', async () => {
  const { price, brand, ...rest } = likely
  const { body } = await post(JSON.stringify([{ ...rest, user_id: 1, user_session: 'a', purchased: 1, x: 1 }]))
  const { errors } = body as { readonly errors: readonly { readonly message: string }[] }
  assert.deepEqual(
    errors.map(({ message }) => message.slice(0, 32)),
    ['The column "brand" is missing.', 'The column "price" is missing.', 'The column "x" is not known here'],
  )
})

test('an explanation names the columns', async () => {
  const { body } = await purchase.ask({
    path: '/models/purchase/predict',
    body: { inputs: [likely, unlikely], explain: true },
  })
  const { predictions } = body as { predictions: { label: string; explanation: { feature: string }[] }[] }
  assert.deepEqual(
    predictions.map(({ label }) => label),
    ['bought', 'not bought'],
  )
  assert.ok(predictions[0]!.explanation.every(({ feature }) => feature in likely))
})

test('the rows of the first run are synthetic, say so, and no model can score more on them than is stated', async () => {
  const { scores } = (await purchase.ask({ path: '/models/purchase' })).body as {
    scores: { readonly roc_auc: number; readonly data: { readonly synthetic: boolean } }
  }
  assert.equal(scores.data.synthetic, true)
  const drawn = [...generate(40_000, 11)]
  const best = rocAucScore(
    drawn.map(({ row }) => row.purchased),
    { rows: drawn.length, columns: 2, values: Float64Array.from(drawn.flatMap(({ probability: p }) => [1 - p, p])) },
  )
  assert.ok(Math.abs(best - bestRocAuc) < 0.006, `${best}`)
  assert.ok(scores.roc_auc > bestRocAuc - 0.04 && scores.roc_auc < bestRocAuc + 0.02, `${scores.roc_auc}`)
})
