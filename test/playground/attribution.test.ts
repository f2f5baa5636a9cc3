import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attribute } from '../../src/playground/browser/attribution.ts'

const found = (text: string, ...contributions: readonly (readonly [string, number])[]) => {
  const { pieces, elsewhere } = attribute(
    text,
    contributions.map(([feature, contribution]) => ({ feature, contribution })),
  )
  assert.equal(pieces.map((piece) => piece.text).join(''), text)
  const moved = pieces.filter(({ contribution }) => contribution !== 0)
  return {
    moved: Object.fromEntries(moved.map((piece) => [piece.text, Number(piece.contribution.toFixed(3))])),
    elsewhere: elsewhere.map(({ feature }) => feature),
  }
}

test('words are found as they stand, whatever their case and accents', () => {
  assert.deepEqual(found('Le Café est BON.', ['cafe', 1], ['bon', 2]).moved, { Café: 1, BON: 2 })
})

test('stems are found in the words that they are of, and in no others', () => {
  const { moved } = found('Amazingly happy, not disappointed.', ['amaz', 1], ['happi', 2], ['disappoint', -3])
  assert.deepEqual(moved, { Amazingly: 1, happy: 2, disappointed: -3 })
  assert.deepEqual(found('The cat sat', ['category', 1]), { moved: {}, elsewhere: ['category'] })
})

test('a word that stands exactly is taken before one that begins alike', () => {
  assert.deepEqual(found('good goods', ['good', 1]).moved, { good: 1 })
})

test('a run of words shares its contribution among them, left-out words between them or not', () => {
  assert.deepEqual(found('this is not good', ['not good', -2]).moved, { not: -1, good: -1 })
  assert.deepEqual(found('the state of the old park', ['state park', 2]).elsewhere, ['state park'])
  assert.deepEqual(found('the state of park', ['state park', 2]).moved, { state: 1, park: 1 })
})

test('a word that comes twice shares its contribution among both places', () => {
  const { pieces } = attribute('bad, bad day', [{ feature: 'bad', contribution: -2 }])
  assert.deepEqual(
    pieces.filter(({ text }) => text === 'bad').map(({ contribution }) => contribution),
    [-1, -1],
  )
})

test('runs of characters are found inside of words and over their ends', () => {
  assert.deepEqual(found('#covid19 new york', ['ovi', 1], [' yor', 2], ['w y', 4]).moved, {
    covid19: 1,
    new: 2,
    york: 4,
  })
})

test('what is nowhere in the text is told apart, and a blank text has no pieces to mark', () => {
  assert.deepEqual(found('', ['x', 1]), { moved: {}, elsewhere: ['x'] })
  assert.deepEqual(found('  \n ', ['x', 1]), { moved: {}, elsewhere: ['x'] })
})
