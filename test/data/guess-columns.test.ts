import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { guessColumns, readTable } from 'slipway/data'
import { sharedData } from '../support/shared-data.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** Types by name, as guessed from a file with this name and content; what is guessed has to read all rows. */
async function typesIn(t: TestContext, name: string, content: string | Uint8Array) {
  const { source, rows, columns } = await guessColumns(join(temporaryFolder(t, { [name]: content }), name))
  assert.equal((await readTable(source, { folder: '.' })).rows.length, rows)
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]))
}

test('numbers, truth values, texts, categories and gaps are told apart', async (t) => {
  const lines = ['id,code,tweet,stars,price,good,bought,brand,review,empty']
  for (let i = 0; i < 60; i++) {
    const review = `"ride ${i} was great, really"`
    lines.push(
      `${i},0${i},90071992547409${i + 10},${i % 5},${i / 8},${i % 2 ? 'TRUE' : 'false'},${i % 2},b${i % 3},${review},`,
    )
  }
  lines.push('60,061,9007199254740993,,NA,,1,,,')
  assert.deepEqual(await typesIn(t, 'a.csv', lines.join('\n')), {
    id: 'integer',
    code: 'text',
    tweet: 'text',
    stars: 'integer?',
    price: 'number?',
    good: 'boolean?',
    bought: 'integer',
    brand: 'category?',
    review: 'text',
    empty: 'category?',
  })
})

test('gaps, different values and examples are counted', async (t) => {
  const path = join(temporaryFolder(t, { 'a.csv': 'x\n5\nNA\n5\n7\n' }), 'a.csv')
  const { columns, rows } = await guessColumns(path)
  assert.equal(rows, 4)
  assert.deepEqual(columns, [{ name: 'x', type: 'integer?', missing: 1, distinct: 2, examples: ['5', '7'] }])
})

test('delimiter, encoding and a missing header are found out', async (t) => {
  assert.deepEqual(await typesIn(t, 'a.csv', 'a;b\n"1,5;";2\n"2,5";3\n'), { a: 'text', b: 'integer' })
  assert.deepEqual(await typesIn(t, 'a.csv', '1\t0.5\n0\t1e-3\n'), { column_1: 'integer', column_2: 'number' })
  assert.deepEqual(await typesIn(t, 'a.csv', Buffer.from('one\ncaf\xe9\n', 'latin1')), { one: 'text' })
  assert.deepEqual(await typesIn(t, 'a.csv', Buffer.from('a,b\n1,x\n', 'utf16le')), { a: 'integer', b: 'text' })
  assert.deepEqual(await typesIn(t, 'a.csv', Buffer.from('\ufeffa,b\n1,é\n', 'utf16le')), { a: 'integer', b: 'text' })
})

test('an index without a name, and columns of lists and objects, are left out', async (t) => {
  assert.deepEqual(await typesIn(t, 'a.csv', ',x\n0,1.5\n1,2.5\n'), { x: 'number' })
  const lines = '{"x":1,"tags":[],"y":null}\n{"x":2.5,"y":true,"tags":null}\n'
  assert.deepEqual(await typesIn(t, 'a.jsonl', lines), { x: 'number', y: 'boolean?' })
  assert.deepEqual(await typesIn(t, 'a.json', '[{"x":"a long text of words"},{"x":null}]'), { x: 'text?' })
})

test('Parquet files and folders of parts are looked at as well', async () => {
  const fixtures = join(import.meta.dirname, '../fixtures')
  const products = await guessColumns(join(fixtures, 'products-in-two-row-groups.parquet'))
  assert.deepEqual(
    products.columns.map(({ name, type }) => `${name} ${type}`),
    ['text text?', 'stars integer?', 'id text', 'price number?', 'good boolean?', 'brand text'],
  )
  const parts = await guessColumns(join(fixtures, 'parts-as-spark-writes-them'))
  assert.equal(parts.rows, 3)
})

test('an empty file is refused', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': '', 'b.csv': 'x,y\n' })
  await assert.rejects(guessColumns(join(folder, 'a.csv')), { message: `${folder}/a.csv has no columns.` })
  await assert.rejects(guessColumns(join(folder, 'b.csv')), { message: `${folder}/b.csv has no rows.` })
})

for (const [file, expected] of [
  ['disneyland/DisneylandReviews.csv.gz', { Rating: 'integer', Review_Text: 'text', Branch: 'category' }],
  ['american-tweets/training.csv.gz', { text: 'text', country_code: 'category', verified: 'boolean' }],
  ['purchase/primary.csv', { brand: 'category?', price: 'number', user_session: 'text', purchased: 'integer' }],
  ['tabular/titanic.csv', { age: 'number?', deck: 'category?', adult_male: 'boolean', survived: 'integer' }],
  ['tabular/higgs-binary.tsv', { column_1: 'integer', column_2: 'number' }],
] as const) {
  test(`the columns of ${file} are guessed as a person would`, async (t) => {
    const path = sharedData(file)
    if (!path) return t.skip('the shared data sets are not here')
    const types = Object.fromEntries((await guessColumns(path)).columns.map(({ name, type }) => [name, type]))
    assert.deepEqual({ ...types, ...expected }, types)
  })
}
