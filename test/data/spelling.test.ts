import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Columns, type CsvOptions, csv, jsonLines, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

type Options = Omit<CsvOptions<Columns>, 'columns'>

/** The cells of a file with one column `x`, one a line. */
async function cells(t: TestContext, type: string, lines: readonly string[], options: Options = {}) {
  const folder = temporaryFolder(t, { 'a.csv': ['x', ...lines, ''].join('\n') })
  const columns = { x: type } as Columns
  const { rows } = await readTable(csv('a.csv', { columns, delimiter: ';', ...options }), { folder })
  return rows.map(({ x }) => x)
}

async function refuses(t: TestContext, type: string, line: string, reason: string, options: Options = {}) {
  await assert.rejects(cells(t, type, [line], options), (error: Error & { code: string }) => {
    assert.deepEqual([error.code, error.message.replace(/^.*column "x": /, '')], ['INVALID_DATA', `${reason}.`])
    return true
  })
}

test('every word that pandas takes for a gap is one in columns of numbers, dates and truth values, and in no other', async (t) => {
  const words = ['#N/A', '#N/A N/A', '#NA', '-1.#IND', '-1.#QNAN', '-NaN', '-nan', '1.#IND', '1.#QNAN', '<NA>', 'N/A']
  const more = ['NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null', ' NA ', 'NaT', 'none', 'inf', '-Infinity', '1e999']
  for (const type of ['number?', 'integer?']) {
    const found = await cells(t, type, [...words, ...more])
    assert.deepEqual(found, Array(words.length + more.length).fill(undefined), type)
  }
  for (const type of ['boolean?', 'date?', 'datetime?']) {
    assert.deepEqual(await cells(t, type, words), Array(words.length).fill(undefined), type)
  }
  assert.deepEqual(await cells(t, 'category?', ['NA', 'None', '']), ['NA', 'None'])
  assert.deepEqual(await cells(t, 'text?', ['NA', 'nan']), ['NA', 'nan'])
  await refuses(
    t,
    'number',
    'None',
    "is missing (\"None\"); where cells may be missing, the column's type is 'number?'",
  )
})

test('other words for a gap are named by the source, and told about where they are not', async (t) => {
  const missing = ['?', '-', 'unknown']
  assert.deepEqual(await cells(t, 'number?', ['?', ' - ', '-5'], { missing }), [undefined, undefined, -5])
  assert.deepEqual(await cells(t, 'category?', ['unknown', 'a'], { missing }), [undefined, 'a'])
  assert.deepEqual(await cells(t, 'text?', ['?', 'a'], { missing }), ['?', 'a'])
  const hint = 'a word for a missing value is named by missing: ["?"]'
  await refuses(t, 'number?', '?', `expected a number, got "?"; ${hint}`)
})

test('in JSON, NaN, infinities and numbers too large to be one are gaps as well', async (t) => {
  const lines = '{"x":NaN}\n{"x":-Infinity}\n{"x":1e400}\n{"x":null}\n{"x":2,"y":"is NaN, \\"Infinity\\""}\n'
  const folder = temporaryFolder(t, { 'a.jsonl': lines })
  const columns = { x: 'number?', y: 'text?' } as const
  const { rows } = await readTable(jsonLines('a.jsonl', { columns }), { folder })
  assert.deepEqual(
    rows.map(({ x }) => x),
    [undefined, undefined, undefined, undefined, 2],
  )
  assert.equal(rows[4]?.y, 'is NaN, "Infinity"')
})

test('numbers are read as people of many countries write them', async (t) => {
  const read = (lines: readonly string[], options: Options) => cells(t, 'number', lines, options)
  const [german, swiss, french] = ['1.234.567,5', "1'234'567.5", '1 234 567,5']
  const all = [1234567.5, -0.25, 12]
  assert.deepEqual(await read([german, '-0,25', '12'], { decimal: ',', thousands: '.' }), all)
  assert.deepEqual(await read([swiss, '-.25', '12'], { thousands: "'" }), all)
  assert.deepEqual(await read([french.replaceAll(' ', '\u202f'), '−0,25', '12'], { decimal: ',', thousands: ' ' }), all)
  assert.deepEqual(await read(['12,34,567.5', '-0.25', '12'], { thousands: ',' }), all)
  assert.deepEqual(await read(['1,5e3', ',5', '5,'], { decimal: ',' }), [1500, 0.5, 5])
  assert.deepEqual(await cells(t, 'integer', ['1.234', '5'], { decimal: ',', thousands: '.' }), [1234, 5])
})

test('a number in another spelling is refused with the option that reads it', async (t) => {
  const hint = 'numbers with commas between thousands are read with thousands: ","'
  await refuses(t, 'number', '1,234.5', `expected a number, got "1,234.5"; ${hint}`)
  const german = 'such numbers are read with decimal: ",", thousands: "."'
  await refuses(t, 'number', '1.234,5', `expected a number, got "1.234,5"; ${german}`)
  await refuses(
    t,
    'number',
    '1.5',
    'expected a number, got "1.5"; numbers with decimal points are read with decimal: "."',
    {
      decimal: ',',
    },
  )
  for (const text of ['1_000', '0x10', '1.2.3', '--5', '5 apples', '1 2']) {
    await refuses(t, 'number', text, `expected a number, got ${JSON.stringify(text)}`, { thousands: ',' })
  }
})

test('a currency or per cent sign is read where the whole column has it, and refused where only some cells have', async (t) => {
  assert.deepEqual(await cells(t, 'number?', ['$3.50', '-$1,000', 'n/a', '($2)'], { thousands: ',' }), [
    3.5,
    -1000,
    undefined,
    -2,
  ])
  assert.deepEqual(await cells(t, 'number', ['3,5 €', '€ 4', '5€'], { decimal: ',' }), [3.5, 4, 5])
  assert.deepEqual(await cells(t, 'number', ['12.5%', '7 %']), [12.5, 7])
  const some = /column "x": of 3 numbers it has "\$" in 2; write one sign in all of them, or none\.$/
  await assert.rejects(cells(t, 'number', ['$3', '$4', '5']), some)
  await assert.rejects(
    cells(t, 'number', ['$3', '€4', '€5']),
    /of 3 numbers it has "\$" in 1, "€" in 2; write one sign/,
  )
})

test('options of spelling that contradict each other are refused', async (t) => {
  await assert.rejects(cells(t, 'number', ['1'], { decimal: ',', thousands: ',' }), {
    code: 'INVALID_SERVICE',
    message: 'decimal and thousands are both ","; they have to differ.',
  })
  await assert.rejects(cells(t, 'number', ['1'], { decimal: ';' as ',' }), {
    message: 'decimal: expected "." or ",", got ";".',
  })
})

test('blanks around a category are none of it', async (t) => {
  assert.deepEqual(await cells(t, 'category?', [' Private', 'Private ', ' ', '\u00a0a']), [
    'Private',
    'Private',
    undefined,
    'a',
  ])
  assert.deepEqual(await cells(t, 'text', [' Private']), [' Private'])
})

test('rows that do not fit are left out and counted where the source says so, unless they are most of them', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': 'x,y\n1,a\nfive,b\n2\n3,c\n4,d\n' })
  const columns = { x: 'integer', y: 'text' } as const
  const table = await readTable(csv('a.csv', { columns, badRows: 'leave out' }), { folder })
  assert.deepEqual(
    table.rows.map(({ x }) => x),
    [1, 3, 4],
  )
  const file = join(folder, 'a.csv')
  assert.deepEqual(table.leftOut, {
    rows: 2,
    reasons: [
      `${file}, row 3, column "x": expected a whole number, got "five".`,
      `${file}, row 4: has 1 cell, the header has 2.`,
    ],
  })
  const most = temporaryFolder(t, { 'a.csv': 'x\n1\na\nb\n' })
  await assert.rejects(readTable(csv('a.csv', { columns: { x: 'integer' }, badRows: 'leave out' }), { folder: most }), {
    message: /^2 problems in the data/,
  })
})
