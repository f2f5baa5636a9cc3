import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { guessColumns, parquet, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const folder = join(import.meta.dirname, '../fixtures')
const file = 'products-in-two-row-groups.parquet'

test('a Parquet file gives rows, whole 64-bit ids as text, gaps as missing', async () => {
  const columns = {
    id: 'text',
    text: 'text?',
    stars: 'integer?',
    price: 'number?',
    good: 'boolean?',
    brand: 'category',
  } as const
  const table = await readTable(parquet(file, { columns }), { folder })
  assert.deepEqual(table.rows, [
    { id: '9007199254740993', text: 'Life is beautiful', stars: 5, price: 1.5, good: true, brand: 'a' },
    { id: '2', text: undefined, stars: 3, price: 2.25, good: false, brand: 'b' },
    { id: '3', text: 'Zoë 🎢', stars: undefined, price: undefined, good: undefined, brand: 'a' },
  ])
  assert.equal(
    table.sha256,
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex'),
  )
})

test('problems are named by row across row groups', async () => {
  const columns = { id: 'integer', stars: 'integer' } as const
  const told = [
    `${join('test/fixtures', file)}, row 1, column "id": 9007199254740993 is beyond 2^53 and would lose digits as a number; read the column as 'text'.`,
    `${join('test/fixtures', file)}, row 3, column "stars": is missing (null); where cells may be missing, the column's type is 'integer?'.`,
  ]
  await assert.rejects(readTable(parquet(file, { columns }), { folder }), (error: Error) => {
    assert.equal(error.message.replaceAll(/\S*test\//g, 'test/'), `2 problems in the data:\n  ${told.join('\n  ')}`)
    return true
  })
})

test('columns of lists, structs and maps are named as left out, with the reason, and the others are read', async () => {
  const nested = 'orders-with-lists-and-structs.parquet'
  const guessed = await guessColumns(join(folder, nested))
  const reason = 'it holds lists or objects'
  assert.deepEqual(guessed.unusable, { tags: reason, grid: reason, address: reason, counts: reason, items: reason })
  const { rows } = await readTable(guessed.source, { folder: '.' })
  assert.deepEqual(rows, [
    { price: 1.5, brand: 'a', bought: true },
    { price: 2.25, brand: 'b', bought: false },
    { price: undefined, brand: 'a', bought: true },
    { price: 3, brand: undefined, bought: false },
  ])
  const asked = readTable(parquet(nested, { columns: { address: 'text?' } }), { folder })
  await assert.rejects(asked, /row 1, column "address": expected text, got \{"city":"Ulm","zip":"89073"\}\./)
})

for (const codec of ['gzip', 'brotli', 'zstd']) {
  test(`a file packed with ${codec} is read`, async () => {
    const columns = { text: 'text?', stars: 'integer?' } as const
    const { rows } = await readTable(parquet(`products-packed-with-${codec}.parquet`, { columns }), { folder })
    assert.deepEqual(rows[2], { text: 'Zoë 🎢', stars: undefined })
  })
}

test('a file packed in a way that is not supported says which, and which are', async () => {
  const columns = { text: 'text?' } as const
  await assert.rejects(readTable(parquet('products-packed-with-lz4.parquet', { columns }), { folder }), {
    code: 'INVALID_DATA',
    message: /lz4\.parquet is packed with LZ4_RAW; write it with one of UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD\.$/,
  })
})

test('a missing column is told with those that there are', async () => {
  await assert.rejects(readTable(parquet(file, { columns: { rating: 'number' } }), { folder }), {
    code: 'INVALID_DATA',
    message: /: there is no column "rating"; it has "text", "stars", "id", "price", "good", "brand"\.$/,
  })
})

test('a file cut off at any place, or with other bytes, is refused as no Parquet file', async (t) => {
  const bytes = readFileSync(join(folder, file))
  const columns = { text: 'text?', stars: 'integer?' } as const
  for (const length of [0, 4, 11, 200, bytes.length - 9, bytes.length - 1]) {
    const cut = temporaryFolder(t, { 'a.parquet': bytes.subarray(0, length) })
    await assert.rejects(readTable(parquet('a.parquet', { columns }), { folder: cut }), {
      code: 'INVALID_DATA',
      message: /a\.parquet(: .*| is not a Parquet file, or cut off \(.*\))\.$/,
    })
  }
})
