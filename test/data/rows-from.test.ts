import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { readTable, rowsFrom } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const

function read(t: TestContext, source: string) {
  const folder = temporaryFolder(t, { 'rows.ts': source })
  return readTable(rowsFrom('rows.ts', { columns }), { folder })
}

for (const [what, rows] of Object.entries({
  'an array': '() => [{ text: "a", stars: 1 }, { text: "b", stars: 2, more: 3 }]',
  'a promise of an array': 'async () => [{ text: "a", stars: 1 }, { text: "b", stars: 2 }]',
  'a generator': 'function* () { yield { text: "a", stars: 1 }; yield { text: "b", stars: 2 } }',
  'an async generator': 'async function* () { yield { text: "a", stars: 1 }; yield { text: "b", stars: 2 } }',
  'no function but the rows': '[{ text: "a", stars: 1 }, { text: "b", stars: 2 }]',
})) {
  test(`a module may give its rows as ${what}; the digest is of the checked rows`, async (t) => {
    const table = await read(t, `export const name: string = 'made'\nexport const rows = ${rows}\n`)
    assert.deepEqual(table.rows, [
      { text: 'a', stars: 1 },
      { text: 'b', stars: 2 },
    ])
    const lines = '{"text":"a","stars":1}\n{"text":"b","stars":2}\n'
    assert.equal(table.sha256, createHash('sha256').update(lines).digest('hex'))
  })
}

const made = "export const name = 'made'\n"
for (const [what, source, message] of [
  [
    'a row that does not fit',
    `${made}export const rows = () => [{ text: 'a', stars: 'x' }]`,
    'FILE, row 1, column "stars": expected a whole number, got "x".',
  ],
  ['no name', 'export const rows = () => []', 'FILE has to export `name`, a text that says what its rows are.'],
  [
    'no rows',
    made,
    'FILE has to export `rows`, a function that gives the rows: an array, an iterable or a promise of one.',
  ],
  [
    'a text as its rows',
    `${made}export const rows = () => 'ab'`,
    'FILE has to export `rows`, a function that gives the rows: an array, an iterable or a promise of one.',
  ],
  ['an empty array', `${made}export const rows = () => []`, 'FILE has no rows.'],
  [
    'a failing generator',
    `${made}export function* rows() { yield { text: '', stars: 1 }; throw new Error('out of luck') }`,
    'FILE: its `rows` failed after row 1: out of luck',
  ],
  ['an error of its own', "throw new Error('not today')", 'FILE could not be imported: not today'],
  [
    'no such column',
    `${made}export const rows = () => [{ Text: 'a', stars: 1 }]`,
    'made: there is no column "text"; the first row has "Text", "stars".',
  ],
] as const) {
  test(`a module with ${what} is refused in words`, async (t) => {
    await assert.rejects(read(t, source), (error: Error & { code: string }) => {
      assert.equal(error.code, 'INVALID_DATA')
      assert.equal(error.message.replaceAll(/\S*\/rows\.ts/g, 'FILE'), message)
      return true
    })
  })
}
