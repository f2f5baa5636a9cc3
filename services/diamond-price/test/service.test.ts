import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { r2Score } from 'slipway/learn'
import { testService } from 'slipway/testing'
import { badStones } from '../checks/bad-stones.ts'
import { large, small } from '../checks/content.ts'
import { bestR2, generate } from '../data/generate.ts'

const app = await testService(fileURLToPath(new URL('..', import.meta.url)))
after(() => app.close())

interface Priced {
  readonly price: number
  readonly from: number
  readonly to: number
  readonly mean: number
  readonly because: readonly { readonly column: string; readonly value: unknown; readonly adds: number }[]
}

const priceOf = async (stone: object) => (await app.ask({ path: '/price', body: stone })).body as Priced

test('a stone is answered with a price, a range around it, and what moved it', async () => {
  for (const stone of [small, large]) {
    const { price, from, to, mean, because } = await priceOf(stone)
    assert.ok(from <= price && price <= to, `${from} ≤ ${price} ≤ ${to}`)
    assert.ok(to - from < price, 'the range is narrower than the price')
    const sum = because.reduce((sum, { adds }) => sum + adds, mean)
    assert.ok(Math.abs(sum - price) <= because.length + 1, `${sum} is ${price}, but for rounding`)
    assert.ok(because.every(({ column, value }) => value === stone[column as keyof typeof stone]))
  }
})

test('what is larger, and what is clearer, costs more', async () => {
  const { price } = await priceOf(large)
  const { price: lighter } = await priceOf({ ...large, carat: 1.2, x: 6.8, y: 6.78, z: 4.2 })
  const { price: clearer } = await priceOf({ ...large, clarity: 'IF' })
  assert.ok(lighter < price && price < clearer, `${lighter}, ${price}, ${clearer}`)
})

test('it has learned most of what can be learned from the synthetic stones', async () => {
  const stones = [...generate(2000, 99)]
  const inputs = stones.map(({ row: { price: _, ...stone } }) => stone)
  const { body } = await app.ask({ path: '/models/price/predict', body: { inputs } })
  const { predictions } = body as { predictions: { value: number; interval: [number, number] }[] }
  const r2 = r2Score(
    stones.map(({ row }) => row.price),
    predictions.map(({ value }) => value),
  )
  assert.ok(r2 > 0.955 && r2 < bestR2 + 0.02, String(r2))
  const within = stones.filter(({ row }, i) => {
    const [from, to] = predictions[i]!.interval
    return row.price >= from && row.price <= to
  })
  assert.ok(Math.abs(within.length / stones.length - 0.9) < 0.03, String(within.length))
})

test('every bad stone of the checks is answered with 400 that says what was expected', async () => {
  for (const { name, request } of badStones) {
    const { status, body } = await app.ask(request)
    assert.deepEqual([name, status], [name, 400])
    assert.match((body as { readonly error: string }).error, /expected|missing|not known/)
  }
})

test('a value that training never saw is warned about', async () => {
  const { body } = await app.ask({ path: '/models/price/predict', body: { inputs: [{ ...small, cut: 'Ideel' }] } })
  assert.match(JSON.stringify((body as { warnings: unknown }).warnings), /Ideel.*did you mean .*Ideal/)
})

test('predicted prices are counted in a histogram', async () => {
  await priceOf(small)
  const metrics = String((await app.ask({ path: '/metrics' })).body)
  assert.match(metrics, /# TYPE ml_predicted_value histogram/)
  assert.match(metrics, /ml_predicted_value_bucket\{model="price",version="[^"]+",le="[^"]+"\} \d+/)
  assert.match(metrics, /ml_predicted_value_count\{model="price",version="[^"]+"\} [1-9]/)
})
