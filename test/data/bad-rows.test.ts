import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Columns, csv, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const two = { text: 'text', stars: 'integer' } as const

/** Checks that a file with this content is refused in these words; `FILE` in them is the path of the file. */
async function refuses(
  t: TestContext,
  content: string | Uint8Array,
  message: string,
  columns: Columns = two,
  options = {},
): Promise<void> {
  const folder = temporaryFolder(t, { 'a.csv': content })
  await assert.rejects(readTable(csv('a.csv', { columns, ...options }), { folder }), {
    code: 'INVALID_DATA',
    message: message.replaceAll('FILE', join(folder, 'a.csv')),
  })
}

test('a cell that is no number is named with its row and column', async (t) => {
  await refuses(t, 'text,stars\na,5\nb,five\n', 'FILE, row 3, column "stars": expected a whole number, got "five".')
  for (const [written, got] of Object.entries({
    'five stars': 'expected a number, got "five stars"',
    '0x10': 'expected a number, got "0x10"',
    '"1,5"': 'expected a number, got "1,5"; numbers with decimal commas are read with decimal: ","',
    '1_000': 'expected a number, got "1_000"',
    Infinity: 'expected a finite number, got "Infinity"',
    '1e999': 'expected a finite number, got "1e999"',
  })) {
    await refuses(t, `x\n${written}\n`, `FILE, row 2, column "x": ${got}.`, { x: 'number' })
  }
})

test('where cells hold line breaks, the line is told beside the row', async (t) => {
  const content = 'text,stars\n"a\nb\n",5\n\n"c\n",x\n'
  await refuses(t, content, 'FILE, row 4 (line 6), column "stars": expected a whole number, got "x".')
})

test('all problems are told at once, the first ten in full', async (t) => {
  const some =
    "2 problems in the data:\n  FILE, row 2: has 1 cell, the header has 2.\n  FILE, row 4, column \"stars\": is empty; where cells may be missing, the column's type is 'integer?'."
  await refuses(t, 'text,stars\na\nb,1\nc,\n', some)
  const content = `text,stars\n${'a,x\n'.repeat(2000)}`
  const lines = Array.from(
    { length: 10 },
    (_, i) => `\n  FILE, row ${i + 2}, column "stars": expected a whole number, got "x".`,
  )
  await refuses(t, content, `2,000 problems in the data, the first 10 of them:${lines.join('')}`)
})

test('the problems are there one by one for programs', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': 'text,stars\na,x\nb,\n' })
  await assert.rejects(readTable(csv('a.csv', { columns: two }), { folder }), (error: { problems: unknown[] }) => {
    assert.deepEqual(error.problems, [
      { path: `${folder}/a.csv, row 2, column "stars"`, message: 'expected a whole number, got "x"' },
      {
        path: `${folder}/a.csv, row 3, column "stars"`,
        message: "is empty; where cells may be missing, the column's type is 'integer?'",
      },
    ])
    return true
  })
})

test('a row with too many cells or too few is named', async (t) => {
  await refuses(t, 'text,stars\na,5,extra\n', 'FILE, row 2: has 3 cells, the header has 2.')
  await refuses(t, 'a\n', 'FILE, row 1: has 1 cell, 2 columns are named.', two, { header: false })
})

test('an unclosed quote is named where it opens', async (t) => {
  const content = 'text,stars\na,1\n"b,2\nc,3\n'
  await refuses(t, content, 'FILE, row 3, cell 1: a quote opens here and never closes: "b,2\\nc,3\\n".')
  const long = `text,stars\na,"${'b\n'.repeat(1_500_000)}`
  const start = 'b\\n'.repeat(30)
  await refuses(t, long, `FILE, row 2, cell 2: a quote opens here and never closes: "${start}…".`)
})

test('text behind a closing quote is named, and reading goes on behind it', async (t) => {
  const told = 'a quote inside a quoted cell is written twice'
  const first = `FILE, row 2, cell 1: text follows the closing quote of "a"; ${told}`
  const second = 'FILE, row 3, column "stars": expected a whole number, got "x"'
  await refuses(t, 'text,stars\n"a" b,1\nc,x\n', `2 problems in the data:\n  ${first}.\n  ${second}.`)
  const joined = `FILE, row 2, cell 1: text follows the closing quote of "a,1\\nb "; ${told}.`
  await refuses(t, 'text,stars\n"a,1\nb "c",2\n', joined)
})

test('a number beyond 2^53 is refused rather than rounded', async (t) => {
  const told = '"9007199254740993" is beyond 2^53 and would lose digits as a number; read the column as \'text\''
  await refuses(t, 'id\n9007199254740993\n', `FILE, row 2, column "id": ${told}.`, { id: 'integer' })
})

test('a missing or doubled column is told with those that there are', async (t) => {
  await refuses(t, 'Text,stars\na,1\n', 'FILE: there is no column "text"; its header has "Text", "stars".')
  await refuses(
    t,
    'text,stars,text\na,1,b\n',
    'FILE: 2 columns are called "text"; its header has "text", "stars", "text".',
  )
  const hint = 'Is ";" between its cells? Then say delimiter: ";".'
  const both = 'there is no column "text", there is no column "stars"'
  await refuses(t, 'text;stars\na;1\n', `FILE: ${both}; its header has "text;stars". ${hint}`)
})

test('a doubled column that nobody asked for is no matter', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': 'text,x,x\na,1,2\n' })
  assert.deepEqual((await readTable(csv('a.csv', { columns: { text: 'text' } }), { folder })).rows, [{ text: 'a' }])
})

test('a file in another encoding is refused with the byte, the words before it and the likely remedy', async (t) => {
  const told = 'byte 0xF4 after "1,C" is not UTF-8; a file from Windows is read with encoding: \'windows-1252\''
  await refuses(t, Buffer.from("text,stars\na,2\n1,Côte d'Ivoire\n", 'latin1'), `FILE, row 3: ${told}.`)
})

test('a character that is cut off at the end of the file is not UTF-8 either', async (t) => {
  const content = Buffer.from('text,stars\na,2\né').subarray(0, -1)
  const told = 'byte 0xC3 after "" is not UTF-8; a file from Windows is read with encoding: \'windows-1252\''
  await refuses(t, content, `FILE, row 3: ${told}.`)
})

test('a NUL byte is refused: the file is damaged or UTF-16', async (t) => {
  const told = "a NUL byte; the file is damaged, or UTF-16 (then say encoding: 'utf-16le')"
  await refuses(t, 'text,stars\na,2\nb\0,2\n', `FILE, row 3: ${told}.`)
  await refuses(t, Buffer.from('text,stars\na,2\n', 'utf16le'), `FILE, row 1: ${told}.`)
})

test('an empty file, and one with nothing but a header, are told apart', async (t) => {
  await refuses(t, '', 'FILE is empty; expected a header line and rows.')
  await refuses(t, '\n\n', 'FILE is empty; expected a header line and rows.')
  await refuses(t, 'text,stars\n', 'FILE has no rows.')
})

test('a gzip file that is cut off or damaged is refused', async (t) => {
  const packed = gzipSync('text,stars\na,2\n')
  const told = 'the gzip stream is damaged or cut off'
  await refuses(t, packed.subarray(0, -6), `FILE: ${told} (unexpected end of file); fetch the file again.`)
  packed[packed.length - 5]! ^= 1
  await refuses(t, packed, `FILE: ${told} (incorrect data check); fetch the file again.`)
})

test('archives and spreadsheets are told what to do with', async (t) => {
  await refuses(t, 'PK\x03\x04…', 'FILE is a zip archive or an Excel file; unpack it, or save it as CSV.')
})

test('UTF-16 that breaks off in the middle of a character is refused', async (t) => {
  const content = Buffer.concat([Buffer.from('\ufefftext,stars\na,2\n', 'utf16le'), Buffer.from([0x41])])
  await refuses(t, content, 'FILE is not UTF-16LE, or cut off in the middle of a character.')
})

test('a column of a type that there is not, and a delimiter that cannot be one, are refused', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': 'x\n1\n' })
  const columns = { x: 'float' } as unknown as Columns
  await assert.rejects(readTable(csv('a.csv', { columns }), { folder }), {
    code: 'INVALID_SERVICE',
    message:
      'Column "x" has the type "float"; there are text, category, integer, number, boolean, date, datetime, each also with a ? where cells may be missing.',
  })
  await assert.rejects(readTable(csv('a.csv', { columns: two, delimiter: '::' }), { folder }), {
    code: 'INVALID_SERVICE',
    message: 'A delimiter of cells is one ASCII character other than a quote or a line end, got "::".',
  })
})
