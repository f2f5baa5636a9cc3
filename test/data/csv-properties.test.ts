import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { csv, readTable, toCsvLine } from 'slipway/data'
import { fc } from '../support/properties.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

// Any text that UTF-8 can hold; a byte-order mark at the very start is the file's own.
const cell = fc.string({ unit: 'grapheme', maxLength: 12 })
const odd = fc.constantFrom('"', '""', ',', '\n', '\r\n', ' a ', 'NA', '=1+1', "it's", 'ä\u0301', '😀', '\\', '\t', ';')

test('cells that are written as CSV are read back as they were', async (t) => {
  const folder = temporaryFolder(t)
  const rows = fc.array(fc.tuple(fc.oneof(cell, odd), fc.oneof(cell, odd)), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t'), async (given, delimiter) => {
      const lines = [['a', 'b'], ...given].map((cells) => toCsvLine(cells, delimiter, true))
      writeFileSync(join(folder, 'rows.csv'), lines.join(''))
      const source = csv('rows.csv', { columns: { a: 'text', b: 'text' }, delimiter })
      const { rows: read } = await readTable(source, { folder })
      assert.deepEqual(
        read.map(({ a, b }) => [a, b]),
        given,
      )
    }),
    { numRuns: 300 },
  )
})

test('numbers that are written as CSV are read back to the last digit', async (t) => {
  const folder = temporaryFolder(t)
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 20 }), async (given) => {
      writeFileSync(join(folder, 'numbers.csv'), ['x\n', ...given.map((x) => toCsvLine([x]))].join(''))
      const { rows } = await readTable(csv('numbers.csv', { columns: { x: 'number' } }), { folder })
      assert.deepEqual(
        rows.map(({ x }) => x + 0),
        given.map((x) => x + 0),
      )
    }),
    { numRuns: 200 },
  )
})
