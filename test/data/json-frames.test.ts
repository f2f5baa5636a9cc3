import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { guessColumns, json, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { age: 'number?', name: 'text' } as const
const rows = [
  { age: 45.5, name: 'Ada' },
  { age: undefined, name: 'Ben' },
]

async function read(t: TestContext, content: string) {
  const folder = temporaryFolder(t, { 'a.json': content })
  return (await readTable(json('a.json', { columns }), { folder })).rows
}

const frames = {
  records: '[{"age":45.5,"name":"Ada"},{"age":NaN,"name":"Ben"}]',
  columns: '{"age":{"0":45.5,"1":null},"name":{"0":"Ada","1":"Ben"}}',
  index: '{"0":{"age":45.5,"name":"Ada"},"1":{"age":null,"name":"Ben"}}',
  split: '{"columns":["age","name"],"index":[0,1],"data":[[45.5,"Ada"],[null,"Ben"]]}',
  table: `{"schema":{"fields":[{"name":"index"},{"name":"age"}],"primaryKey":["index"]},"data":[
    {"index":0,"age":45.5,"name":"Ada"},{"index":1,"age":null,"name":"Ben"}]}`,
  list: '{"age":[45.5,null],"name":["Ada","Ben"]}',
  'an array under one name': '{"count":2,"results":[{"age":45.5,"name":"Ada"},{"age":null,"name":"Ben"}]}',
  'JSON lines under the name of a document': '{"age":45.5,"name":"Ada"}\n{"age":null,"name":"Ben"}\n',
}

for (const [orientation, content] of Object.entries(frames)) {
  test(`a data frame as JSON is read: ${orientation}`, async (t) => {
    assert.deepEqual(await read(t, content), rows)
  })
}

test('rows of cells without names have columns by their place', async (t) => {
  const folder = temporaryFolder(t, { 'a.json': '[[45.5,"Ada"],[38,"Ben"]]' })
  const { columns } = await guessColumns(join(folder, 'a.json'))
  assert.deepEqual(
    columns.map(({ name, type }) => `${name} ${type}`),
    ['column_1 number', 'column_2 text'],
  )
})

test('a document that is no table is refused with what it is', async (t) => {
  const expected = 'expected a JSON array of objects, or a data frame as pandas writes one'
  for (const [content, got] of [
    ['{"age":5,"name":"x"}', 'got an object with "age", "name"'],
    ['{}', 'got an object with none'],
    ['5', 'got another value'],
  ] as const) {
    await assert.rejects(read(t, content), (error: Error) => {
      assert.match(error.message, new RegExp(`a\\.json: ${expected}, ${got}; one object a line is a \\.jsonl file\\.$`))
      return true
    })
  }
})

test('a JSON number that is written with a point is a measurement, and the whole ones beside it count', async (t) => {
  const lines = [181, 182, 183].map((height, i) => `{"height":${height}.0,"rooms":${i}}\n`)
  const folder = temporaryFolder(t, { 'a.jsonl': lines.join(''), 'b.json': `[${lines.join(',')}]` })
  for (const file of ['a.jsonl', 'b.json']) {
    const { columns } = await guessColumns(join(folder, file))
    assert.deepEqual(
      columns.map(({ name, type }) => `${name} ${type}`),
      ['height number', 'rooms integer'],
    )
  }
})
