import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Columns, json, jsonLines, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const two = { text: 'text', stars: 'integer?' } as const

async function readLines<const C extends Columns>(t: TestContext, content: string | Uint8Array, columns: C) {
  const folder = temporaryFolder(t, { 'a.jsonl': content })
  return (await readTable(jsonLines('a.jsonl', { columns }), { folder })).rows
}

async function refusesLines(t: TestContext, content: string | Uint8Array, message: string, columns: Columns = two) {
  await assert.rejects(readLines(t, content, columns), (error: Error & { code: string }) => {
    assert.equal(error.code, 'INVALID_DATA')
    assert.equal(error.message.replaceAll(/\S*\/a\.jsonl/g, 'FILE'), message)
    return true
  })
}

async function refusesArray(t: TestContext, content: string | Uint8Array, message: string) {
  const folder = temporaryFolder(t, { 'a.json': content })
  await assert.rejects(readTable(json('a.json', { columns: two }), { folder }), (error: Error & { code: string }) => {
    assert.equal(error.code, 'INVALID_DATA')
    assert.equal(error.message.replaceAll(/\S*\/a\.json/g, 'FILE'), message)
    return true
  })
}

test('JSON lines and a JSON array give the same rows', async (t) => {
  const rows = [
    { text: 'a "b"\n🎢', stars: 5 },
    { text: '', stars: undefined },
  ]
  const folder = temporaryFolder(t, {
    'a.json': `\ufeff${JSON.stringify([
      { ...rows[0], x: [] },
      { text: '', stars: null },
    ])}`,
  })
  assert.deepEqual((await readTable(json('a.json', { columns: two }), { folder })).rows, rows)
  const lines = '{"text":"a \\"b\\"\\n🎢","stars":5,"x":[]}\r\n\n{"text":""}'
  assert.deepEqual(await readLines(t, lines, two), rows)
})

test('numbers and truth values may be written as text, and the other way round', async (t) => {
  const columns = { n: 'number', b: 'boolean', t: 'text', c: 'category' } as const
  assert.deepEqual(
    await readLines(t, '{"n":" 1.5","b":"True","t":12.5,"c":false}\n{"n":2,"b":0,"t":"","c":3}', columns),
    [
      { n: 1.5, b: true, t: '12.5', c: 'false' },
      { n: 2, b: false, t: '', c: '3' },
    ],
  )
})

test('values that do not fit are named with line and column', async (t) => {
  const told = [
    'FILE, line 1, column "stars": expected a whole number, got 4.5.',
    "FILE, line 2, column \"text\": is missing (null); where cells may be missing, the column's type is 'text?'.",
    'FILE, line 3, column "text": expected text, got {"a":1}.',
    'FILE, line 4, column "text": the number 1e+21 is beyond 2^53 and has lost digits; write it in quotes.',
    'FILE, line 5, column "stars": 9007199254740992 is beyond 2^53 and would lose digits as a number; read the column as \'text\'.',
    'FILE, line 6: expected an object with a value for each column, got [1].',
    "FILE, line 7: is not JSON (Expected ',' or '}' after property value in JSON at position 12 (line 1 column 13)).",
  ]
  const lines = [
    '{"text":"a","stars":4.5}',
    '{"text":null,"stars":4}',
    '{"text":{"a":1},"stars":4}',
    '{"text":1e21,"stars":4}',
    '{"text":"","stars":9007199254740993}',
    '[1]',
    '{"text":"a" "stars":4}',
  ]
  await refusesLines(t, lines.join('\n'), `7 problems in the data:\n  ${told.join('\n  ')}`)
})

test('a column that is in no row is told once, with those that there are', async (t) => {
  const lines = '{"Text":"a","stars":4}\n'.repeat(50)
  await refusesLines(t, lines, 'FILE: there is no column "text"; the first row has "Text", "stars".')
})

test('a line that is not UTF-8 is named', async (t) => {
  const line = (text: string) => Buffer.from(`{"text":"${text}","stars":1}\n`, 'latin1')
  await refusesLines(t, Buffer.concat([line('a'), line('ô')]), 'FILE, line 2: is not UTF-8.')
})

test('a JSON file that is no array of objects is refused', async (t) => {
  await refusesArray(t, '', 'FILE is empty; expected a JSON array.')
  await refusesArray(
    t,
    '{"text":"a"}',
    'FILE: expected a JSON array of objects, or a data frame as pandas writes one, got an object with "text"; one object a line is a .jsonl file.',
  )
  await refusesArray(t, '[]', 'FILE has no rows.')
  await refusesArray(
    t,
    '[{"text":"a"',
    "FILE is not JSON: Expected ',' or '}' after property value in JSON at position 12 (line 1 column 13).",
  )
  await refusesArray(t, Buffer.from('["ô"]', 'latin1'), 'FILE is not UTF-8; JSON files have to be.')
  const row = 'FILE, row 2: expected an object with a value for each column, got null.'
  await refusesArray(t, '[{"text":"a","stars":1},null]', row)
})
