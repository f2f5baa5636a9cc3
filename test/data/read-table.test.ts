import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Columns, csv, json, jsonLines, readTable, rowsFrom, type Source, tsv } from 'slipway/data'
import { sharedData } from '../support/shared-data.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const fixtures = join(import.meta.dirname, '../fixtures')

/** The rows of a small CSV file with this content. */
async function rowsOf<const C extends Columns>(t: TestContext, content: string | Uint8Array, columns: C, options = {}) {
  const folder = temporaryFolder(t, { 'a.csv': content })
  return (await readTable(csv('a.csv', { columns, ...options }), { folder })).rows
}

test('rows come typed by their columns, with the digest of the bytes they were read from', async (t) => {
  const bytes = 'id,text,stars,good\n1,"Nice, really",5,TRUE\n2,,4.5,0\n'
  const folder = temporaryFolder(t, { 'reviews.csv': bytes })
  const columns = { text: 'text', stars: 'number', good: 'boolean', id: 'integer' } as const
  const shares: number[] = []
  const onProgress = (share: number) => shares.push(share)
  const table = await readTable(csv('reviews.csv', { columns }), { folder, onProgress })
  assert.deepEqual(table, {
    rows: [
      { text: 'Nice, really', stars: 5, good: true, id: 1 },
      { text: '', stars: 4.5, good: false, id: 2 },
    ],
    name: 'reviews.csv',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    synthetic: false,
    sample: false,
  })
  assert.equal(shares.at(-1), 1)
})

test('of several sources the first that exists is read', async (t) => {
  const module = "export const name = 'two rows'\nexport const rows = () => [{ x: 1 }, { x: 2 }]\n"
  const folder = temporaryFolder(t, { 'sample.mjs': module })
  const columns = { x: 'number' } as const
  const sources = [csv('nowhere.csv', { columns }), rowsFrom('sample.mjs', { columns, synthetic: true })]
  const table = await readTable(sources, { folder })
  assert.deepEqual(table.rows, [{ x: 1 }, { x: 2 }])
  assert.equal(table.name, 'two rows')
  assert.equal(table.synthetic, true)
})

test('where no source exists, the error names all that were tried', async (t) => {
  const folder = temporaryFolder(t)
  const columns = { x: 'number' } as const
  await assert.rejects(readTable([csv('a.csv', { columns }), csv('b.csv', { columns })], { folder }), {
    code: 'DATA_NOT_FOUND',
    message: `There is no data: none of these exists: ${folder}/a.csv, ${folder}/b.csv. Put a file there, or name one with --data FILE.`,
  })
  await assert.rejects(readTable(csv('a.csv', { columns }), { folder }), {
    message: `There is no data: ${folder}/a.csv does not exist. Put a file there, or name one with --data FILE.`,
  })
})

test('line breaks, commas and doubled quotes inside quotes belong to the cell', async () => {
  const columns = { Review_ID: 'integer', Rating: 'integer', Review_Text: 'text', Branch: 'category' } as const
  const table = await readTable(csv('reviews-with-line-breaks.csv', { columns }), { folder: fixtures })
  assert.deepEqual(table.rows, [
    { Review_ID: 1, Rating: 5, Review_Text: 'Queues were short.\nThe "mountain" was closed, though.', Branch: 'Paris' },
    { Review_ID: 2, Rating: 3, Review_Text: 'It was\r\nraining', Branch: 'California' },
    { Review_ID: 3, Rating: 1, Review_Text: '', Branch: 'Hong Kong' },
  ])
})

const accents = [
  { Rating: 4, Review_Text: 'Très bien — 20 €', Reviewer_Location: 'Côte d’Ivoire' },
  { Rating: 2, Review_Text: 'Schön “teuer”', Reviewer_Location: 'Österreich' },
]
const japan = { Rating: 5, Review_Text: '🎢 白い', Reviewer_Location: '日本' }

for (const [file, encoding, rows] of [
  ['reviews-in-windows-1252.csv', 'windows-1252', accents],
  ['reviews-with-byte-order-mark.csv', 'utf-8', accents],
  ['reviews-with-byte-order-mark.csv', 'windows-1252', accents],
  ['reviews-in-utf-16.csv', 'utf-8', [...accents, japan]],
  ['reviews-in-utf-16-big-endian.csv', 'latin1', [...accents, japan]],
] as const) {
  test(`${file}, declared as ${encoding}, is read as it was written`, async () => {
    const columns = { Rating: 'integer', Review_Text: 'text', Reviewer_Location: 'category' } as const
    const table = await readTable(csv(file, { columns, encoding }), { folder: fixtures })
    assert.deepEqual(table.rows, rows)
  })
}

test('latin1 and UTF-16 without a mark are read where they are declared', async (t) => {
  const columns = { x: 'text' } as const
  assert.deepEqual(await rowsOf(t, Buffer.from('x\nô\x80\n', 'latin1'), columns, { encoding: 'latin1' }), [
    { x: 'ô\x80' },
  ])
  assert.deepEqual(await rowsOf(t, Buffer.from('x\nô白\n', 'utf16le'), columns, { encoding: 'utf-16le' }), [
    { x: 'ô白' },
  ])
})

test('lines may end in LF, CRLF or CR, and the last one need not end at all; blank lines are passed over', async (t) => {
  const columns = { a: 'integer', b: 'text' } as const
  const rows = [
    { a: 1, b: 'x' },
    { a: 2, b: '' },
  ]
  assert.deepEqual(await rowsOf(t, 'a,b\n1,x\n2,', columns), rows)
  assert.deepEqual(await rowsOf(t, 'a,b\r\n1,x\r\n\r\n2,\r\n\r\n', columns), rows)
  assert.deepEqual(await rowsOf(t, 'a,b\r1,"x"\r2,""', columns), rows)
  assert.deepEqual(await rowsOf(t, '\n\na,b\n1,x\n2,\n', columns), rows)
})

test('a column of texts alone keeps its blank cells where they are quoted', async (t) => {
  assert.deepEqual(await rowsOf(t, 'text\n""\n\nfine\n', { text: 'text' }), [{ text: '' }, { text: 'fine' }])
})

test('quotes inside an unquoted cell stand for themselves', async (t) => {
  assert.deepEqual(await rowsOf(t, 'a,b\n5" pipe,say "hi"\n', { a: 'text', b: 'text' }), [
    { a: '5" pipe', b: 'say "hi"' },
  ])
})

test('a file without a header takes the names in order; tabs and semicolons are delimiters as well', async (t) => {
  const folder = temporaryFolder(t, { 'a.tsv': '1\t0.5\n0\t"a\tb"\n', 'b.csv': 'x;y\n1,5;2\n' })
  const named = { label: 'integer', rest: 'text' } as const
  assert.deepEqual((await readTable(tsv('a.tsv', { columns: named, header: false }), { folder })).rows, [
    { label: 1, rest: '0.5' },
    { label: 0, rest: 'a\tb' },
  ])
  const semicolons = csv('b.csv', { columns: { x: 'text', y: 'integer' }, delimiter: ';' })
  assert.deepEqual((await readTable(semicolons, { folder })).rows, [{ x: '1,5', y: 2 }])
})

test('a folder of parts is one table: by name, gzip or not, markers, hidden, empty and strange files left out', async () => {
  const columns = { price: 'number', brand: 'category?', purchased: 'boolean' } as const
  const table = await readTable(csv('parts-as-spark-writes-them', { columns }), { folder: fixtures })
  assert.deepEqual(table.rows, [
    { price: 1.5, brand: 'acme', purchased: true },
    { price: 2.25, brand: undefined, purchased: false },
    { price: 3, brand: 'zeta', purchased: true },
  ])
  assert.equal(table.name, 'parts-as-spark-writes-them/')
  const parts = ['part-00000-8f1c.csv', 'part-00001-8f1c.csv.gz']
  const bytes = parts.map((part) => readFileSync(join(fixtures, 'parts-as-spark-writes-them', part)))
  assert.equal(table.sha256, createHash('sha256').update(Buffer.concat(bytes)).digest('hex'))
})

test('gzip is told by its first bytes, whatever the file is called', async (t) => {
  const packed = Buffer.concat([gzipSync('x\n1\n'), gzipSync('2\n')])
  assert.deepEqual(await rowsOf(t, packed, { x: 'integer' }), [{ x: 1 }, { x: 2 }])
})

test('numbers are read as they are usually written, with blanks around them, to the last bit', async (t) => {
  const written = [
    '0',
    '-0',
    '+7',
    ' 5 ',
    '5.',
    '.5',
    '1e3',
    '-1.5E-3',
    '0.1',
    '123456789012.345',
    '0.30000000000000004',
  ]
  const columns = { x: 'number' } as const
  const numbers = await rowsOf(t, ['x', ...written].join('\n'), columns)
  assert.deepEqual(
    numbers.map(({ x }) => x),
    written.map(Number),
  )
  const wholes = await rowsOf(t, 'x\n-3\n5.0\n1e3\n9007199254740991\n', { x: 'integer' })
  assert.deepEqual(
    wholes.map(({ x }) => x),
    [-3, 5, 1000, 9007199254740991],
  )
})

test('missing cells are undefined: empty ones, and in columns of numbers what statistics programs write', async (t) => {
  const columns = { n: 'number?', i: 'integer?', b: 'boolean?', c: 'category?', t: 'text?' } as const
  const rows = await rowsOf(t, 'n,i,b,c,t\n,,,,\nNA,nan,N/A,NA,NA\nnull, ,NULL,null,null\n', columns)
  assert.deepEqual(rows, [
    { n: undefined, i: undefined, b: undefined, c: undefined, t: undefined },
    { n: undefined, i: undefined, b: undefined, c: 'NA', t: 'NA' },
    { n: undefined, i: undefined, b: undefined, c: 'null', t: 'null' },
  ])
  assert.ok(Object.hasOwn(rows[0]!, 'n'))
})

test('columns may be called __proto__ and constructor', async (t) => {
  const columns = { ['__proto__']: 'text', constructor: 'integer', toString: 'text?' } as const
  const folder = temporaryFolder(t, {
    'a.csv': '__proto__,constructor,toString\nx,1,\n',
    'a.json': '[{"__proto__":"x","constructor":1,"toString":null}]',
    'a.jsonl': '{"__proto__":"x","constructor":1,"toString":""}\n',
  })
  const sources: Source[] = [csv('a.csv', { columns }), json('a.json', { columns }), jsonLines('a.jsonl', { columns })]
  for (const source of sources) {
    const { rows } = await readTable(source, { folder })
    const entries = [['__proto__', 'x'], ['constructor', 1], ['toString', undefined]] // biome-ignore format: a table
    assert.deepEqual(Object.entries(rows[0]!), entries)
    assert.equal(Object.getPrototypeOf(rows[0]), Object.prototype)
  }
  assert.equal(Object.getPrototypeOf({}), Object.prototype)
})

test('a cell may be longer than the pieces that the file is read in', async (t) => {
  const long = 'a "quoted" word,\n'.repeat(200_000)
  const content = `x,y\n1,"${long.replaceAll('"', '""')}"\n2,b\n`
  assert.deepEqual(await rowsOf(t, content, { x: 'integer', y: 'text' }), [
    { x: 1, y: long },
    { x: 2, y: 'b' },
  ])
})

test('wherever the file is cut into pieces, the rows are the same', async (t) => {
  const row = (i: number) => `${i},"é ""${'x'.repeat(i % 61)}""\r\n白",🎢\r\n`
  const content = `a,b,c\r\n${Array.from({ length: 60_000 }, (_, i) => row(i)).join('')}`
  const rows = await rowsOf(t, content, { a: 'integer', b: 'text', c: 'text' })
  assert.equal(rows.length, 60_000)
  rows.forEach(({ a, b, c }, i) => {
    if (a !== i || b !== `é "${'x'.repeat(i % 61)}"\r\n白` || c !== '🎢')
      assert.fail(`row ${i}: ${JSON.stringify(rows[i])}`)
  })
})

for (const [file, options, count] of [
  ['disneyland/DisneylandReviews.csv.gz', { encoding: 'windows-1252', columns: { Rating: 'integer' } }, 6526],
  ['yelp/yelp.csv.gz', { columns: { stars: 'integer', text: 'text' } }, 7999],
  ['american-tweets/training.csv.gz', { delimiter: ';', columns: { text: 'text', verified: 'boolean' } }, 8030],
  ['purchase/primary-week', { columns: { price: 'number', num_views_session: 'integer?' } }, 102_059],
  ['tabular/titanic.csv', { columns: { age: 'number?', deck: 'category?' } }, 713],
] as const) {
  test(`the real set ${file} is read whole`, async (t) => {
    const path = sharedData(file)
    if (!path) return t.skip('the shared data sets are not here')
    const { rows } = await readTable(csv(path, options), { folder: '.' })
    assert.equal(rows.length, count)
  })
}
