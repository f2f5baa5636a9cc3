import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Columns, excel, guessColumns, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'
import { type SheetCell, xlsx } from '../support/xlsx.ts'

const day = new Date(Date.UTC(2025, 0, 31))
const evening = new Date(Date.UTC(2025, 0, 31, 18, 30))
const sheet: readonly (readonly SheetCell[])[] = [
  [],
  ['age', 'when', 'since', ' city', 'member', 'code'],
  [45.5, evening, day, 'Zürich & Bern', true, '007'],
  [null, evening, day, 'Paris', false, '008'],
  [],
  [38, evening, day, 'Paris', true, '009'],
]
const columns = {
  ...{ age: 'number?', when: 'datetime', since: 'date' },
  ...{ city: 'category', member: 'boolean', code: 'text' },
} as const satisfies Columns

function fileWith(t: TestContext, sheets: Parameters<typeof xlsx>[0]): string {
  return temporaryFolder(t, { 'a.xlsx': xlsx(sheets) })
}

test('a sheet gives rows: numbers, dates, texts and truth values, empty rows passed over', async (t) => {
  const { rows } = await readTable(excel('a.xlsx', { columns }), { folder: fileWith(t, { Data: sheet }) })
  const common = { when: '2025-01-31T18:30:00', since: '2025-01-31' }
  assert.deepEqual(rows, [
    { age: 45.5, ...common, city: 'Zürich & Bern', member: true, code: '007' },
    { age: undefined, ...common, city: 'Paris', member: false, code: '008' },
    { age: 38, ...common, city: 'Paris', member: true, code: '009' },
  ])
})

test('a sheet is chosen by its name or its place; one that there is not is told', async (t) => {
  const folder = fileWith(t, { Notes: [['nothing']], Data: sheet })
  for (const which of ['Data', 2]) {
    const { rows } = await readTable(excel('a.xlsx', { columns, sheet: which }), { folder })
    assert.equal(rows.length, 3)
  }
  await assert.rejects(readTable(excel('a.xlsx', { columns, sheet: 'Sales' }), { folder }), {
    code: 'INVALID_DATA',
    message: /a\.xlsx: it has no sheet "Sales"/,
  })
})

test('cells that do not fit are named by the row that Excel shows', async (t) => {
  const folder = fileWith(t, { Data: [['x'], [1], ['#DIV/0!']] })
  await assert.rejects(readTable(excel('a.xlsx', { columns: { x: 'number' } }), { folder }), {
    message: `${join(folder, 'a.xlsx')}, row 3, column "x": expected a number, got "#DIV/0!"; a word for a missing value is named by missing: ["#DIV/0!"].`,
  })
})

test('the columns of a sheet are guessed', async (t) => {
  const folder = fileWith(t, { Data: sheet })
  const { columns, source } = await guessColumns(join(folder, 'a.xlsx'))
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]))
  assert.deepEqual(types, {
    ...{ age: 'number?', when: 'datetime', since: 'date', city: 'text', member: 'boolean', code: 'text' },
  })
  assert.equal((await readTable(source, { folder: '.' })).rows.length, 3)
})

test('a sheet without names takes those that are given', async (t) => {
  const folder = fileWith(t, {
    Data: [
      [1, 'a'],
      [2, 'b'],
    ],
  })
  const source = excel('a.xlsx', { columns: { n: 'integer', label: 'category' }, header: false })
  assert.deepEqual((await readTable(source, { folder })).rows, [
    { n: 1, label: 'a' },
    { n: 2, label: 'b' },
  ])
})

test('what is called .xlsx and is something else is refused by name', async (t) => {
  const folder = temporaryFolder(t, { 'a.xlsx': 'x,y\n1,2\n' })
  await assert.rejects(readTable(excel('a.xlsx', { columns: { x: 'number' } }), { folder }), {
    code: 'INVALID_DATA',
    message: /a\.xlsx: it cannot be read as an Excel file of the kind \.xlsx \(/,
  })
})
