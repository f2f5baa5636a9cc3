import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Columns, type CsvOptions, csv, jsonLines, readTable } from 'slipway/data'
import { temporaryFolder } from '../support/tiny-service.ts'

type Options = Omit<CsvOptions<Columns>, 'columns'>

async function cells(t: TestContext, type: 'date' | 'datetime', lines: readonly string[], options: Options = {}) {
  const folder = temporaryFolder(t, { 'a.csv': ['x', ...lines, ''].join('\n') })
  const { rows } = await readTable(csv('a.csv', { columns: { x: type }, delimiter: ';', ...options }), { folder })
  return rows.map(({ x }) => x)
}

/** The reason why a cell is refused. */
async function refusal(t: TestContext, type: 'date' | 'datetime', line: string, options: Options = {}) {
  const message = await cells(t, type, [line], options).then(
    () => 'was read',
    (error: Error) => error.message,
  )
  return message.replace(/^.*column "x": /, '')
}

test('a day comes as an ISO string, however it was written', async (t) => {
  const written = [
    ...['2025-01-31', '2025/1/31', '2025.01.31', '20250131', '31.01.2025', '31. 1. 2025', '31.1.25', '31 Jan 2025'],
    ...[
      '31-Jan-25',
      'January 31, 2025',
      'Jan 31st, 2025',
      'Fri, 31 Jan 2025',
      '2025年1月31日',
      '31/01/2025',
      '1/31/2025',
    ],
    ...[' 2025-01-31 ', '2025-01-31T00:00:00', '2025-01-31 00:00'],
  ]
  assert.deepEqual(await cells(t, 'date', written), Array(written.length).fill('2025-01-31'))
  assert.deepEqual(await cells(t, 'date', ['31.12.69', '31.12.68', '2025-02']), [
    '1969-12-31',
    '2068-12-31',
    '2025-02-01',
  ])
})

test('a time comes as an ISO string, in UTC where it was written with a zone', async (t) => {
  const written = [
    ...['2025-01-31T18:05:00', '2025-01-31 18:05', '2025-01-31T18:05:00Z', '2025-01-31T19:05:00+01:00'],
    ...['2025-01-31 13:05:00-0500', '31.01.2025 18:05', '1/31/2025 6:05 PM', '31/01/2025 06:05:00 p.m.'],
    ...[
      'Fri Jan 31 18:05:00 +0000 2025',
      'Fri, 31 Jan 2025 18:05:00 GMT',
      '1738346700',
      '1738346700000',
      '2025-01-31T18:05:00.000',
    ],
  ]
  assert.deepEqual(await cells(t, 'datetime', written), Array(written.length).fill('2025-01-31T18:05:00'))
  const more = ['2025-01-31', '2025-01-31 18:05:01.25', '2024-12-31T23:30:00-01:00']
  const expected = ['2025-01-31T00:00:00', '2025-01-31T18:05:01.250', '2025-01-01T00:30:00']
  assert.deepEqual(await cells(t, 'datetime', more), expected)
})

test('a date that can be read both ways is refused with both readings, and read as the source says', async (t) => {
  const both = '"03/04/2025" is 3 April 2025 or 4 March 2025; say which with dayFirst: true or dayFirst: false.'
  assert.equal(await refusal(t, 'date', '03/04/2025'), both)
  assert.deepEqual(await cells(t, 'date', ['03/04/2025', '1-2-2025'], { dayFirst: true }), ['2025-04-03', '2025-02-01'])
  assert.deepEqual(await cells(t, 'date', ['03/04/2025', '1-2-2025'], { dayFirst: false }), [
    '2025-03-04',
    '2025-01-02',
  ])
  // The same day both ways is no question.
  assert.deepEqual(await cells(t, 'date', ['04/04/2025']), ['2025-04-04'])
  assert.equal(await refusal(t, 'date', '13/25/2025', { dayFirst: true }), 'expected a date, got "13/25/2025".')
  assert.equal(await refusal(t, 'date', '01/13/2025', { dayFirst: true }), 'expected a date, got "01/13/2025".')
})

test('days that there are not, and other words, are refused', async (t) => {
  for (const text of [
    '2025-02-29',
    '30.02.2025',
    '2025-13-01',
    'yesterday',
    '12:30',
    '5',
    '2025-01-31T25:00',
    '31.01.2025 7',
  ]) {
    assert.equal(await refusal(t, 'date', text), `expected a date, got ${JSON.stringify(text)}.`)
  }
  assert.equal(await refusal(t, 'datetime', 'soon'), 'expected a date and time, got "soon".')
  const withTime =
    "expected a date, got one with a time of day, \"2025-01-31 18:05\"; the column's type is then 'datetime'."
  assert.equal(await refusal(t, 'date', '2025-01-31 18:05'), withTime)
})

test('in JSON a date is an ISO string, or seconds or milliseconds since 1970', async (t) => {
  const lines = ['"2025-01-31T18:05:00Z"', '1738346700', '1738346700000', 'null'].map((x) => `{"x":${x}}\n`)
  const folder = temporaryFolder(t, { 'a.jsonl': lines.join('') })
  const { rows } = await readTable(jsonLines('a.jsonl', { columns: { x: 'datetime?' } }), { folder })
  assert.deepEqual(
    rows.map(({ x }) => x),
    [...Array(3).fill('2025-01-31T18:05:00'), undefined],
  )
})
