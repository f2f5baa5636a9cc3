import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { csv, readTable, rowsFrom, sourceForFile, toCsvLine } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { text: 'text', stars: 'integer' } as const
const rows = [{ text: 'a', stars: 5 }]

test('--data takes columns and options of the declared source, and the format by the file name', async (t) => {
  const folder = temporaryFolder(t, {
    'a.csv': 'text;stars\na;5\n',
    'a.tsv': 'text\tstars\na\t5\n',
    'a.json': '[{"text":"a","stars":5}]',
    'a.jsonl': '{"text":"a","stars":5}',
    'a.NDJSON': '{"text":"a","stars":5}',
  })
  const declared = csv('data/reviews.csv', { columns, delimiter: ';' })
  for (const name of ['a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.NDJSON']) {
    const table = await readTable(sourceForFile(declared, join(folder, name)), { folder: '/nowhere' })
    assert.deepEqual(table.rows, rows, name)
    assert.equal(table.name, name)
  }
})

test('--data in the place of generated rows is not called synthetic', async (t) => {
  const folder = temporaryFolder(t, { 'a.csv': 'text,stars\na,5\n' })
  const declared = rowsFrom('data/generate.ts', { columns, synthetic: true })
  const table = await readTable(sourceForFile(declared, join(folder, 'a.csv')), { folder })
  assert.deepEqual(table, { ...table, rows, synthetic: false })
})

test('--data may be a folder of parts, whatever the folder is called', async () => {
  const parts = join(import.meta.dirname, '../fixtures/parts-as-spark-writes-them')
  const declared = csv('primary.csv', { columns: { price: 'number' } })
  const table = await readTable(sourceForFile(declared, parts), { folder: '.' })
  assert.equal(table.rows.length, 3)
})

test('--data with a file that is not there, or of no known format, says so', (t) => {
  const folder = temporaryFolder(t, { 'a.docx': '' })
  const declared = csv('a.csv', { columns })
  assert.throws(() => sourceForFile(declared, join(folder, 'b.csv')), {
    code: 'DATA_NOT_FOUND',
    message: `There is no data: ${folder}/b.csv does not exist or cannot be read.`,
  })
  assert.throws(() => sourceForFile(declared, join(folder, 'a.docx')), {
    code: 'USAGE',
    message: `${folder}/a.docx: cannot tell its format by its name; expected .csv, .tsv, .txt, .json, .jsonl, .ndjson or .parquet, each also with .gz, or .xlsx.`,
  })
})

test('what toCsvLine writes, readTable reads', async (t) => {
  const texts = ['plain', 'a,b', 'say "hi"', 'two\nlines', 'carriage\rreturn', '', ' blank ', 'é🎢']
  const lines = [toCsvLine(['text']), ...texts.map((text) => toCsvLine([text]))]
  const folder = temporaryFolder(t, { 'a.csv': lines.join('') })
  const table = await readTable(csv('a.csv', { columns: { text: 'text' } }), { folder })
  assert.deepEqual(
    table.rows.map(({ text }) => text),
    texts,
  )
  assert.equal(toCsvLine([1.5, undefined, null, true, 'x;y'], ';'), '1.5;;;true;"x;y"\n')
})
