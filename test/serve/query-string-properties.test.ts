import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findParameters } from '../../src/serve/input/query-string.ts'
import { fc } from '../support/properties.ts'

const word = fc.string({ unit: 'grapheme', maxLength: 12 })
const names = ['a', 'sentence', 'ä b']

test('a query is read as the URL standard has it, whatever stands in it', () => {
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...names), word), word)
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
      const query = new URLSearchParams(pairs)
      assertSame(query.toString(), query)
    }),
    { numRuns: 500 },
  )
})

test('so is text that is no query: stray percent signs, bytes that are no UTF-8, plus signs', () => {
  const piece = fc.constantFrom(
    '%',
    '%2',
    '%zz',
    '%ff',
    '%c3%a4',
    '%C3',
    '+',
    '&',
    '=',
    'a',
    'sentence',
    'ä',
    '%20',
    '%61',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const query = pieces.join('')
      // Node's own reader takes a character such as ä for a byte where percent signs stand beside it.
      assertSame(query, new URLSearchParams(query.replaceAll('ä', '%C3%A4')))
    }),
    { numRuns: 1000 },
  )
})

function assertSame(query: string, expected: URLSearchParams): void {
  // Node hands on the bytes of a URL, one a character.
  const found = findParameters(Buffer.from(query).toString('latin1'), names).map((value) =>
    value === undefined ? [] : [value].flat(),
  )
  assert.deepEqual(
    found,
    names.map((name) => expected.getAll(name)),
    query,
  )
}
