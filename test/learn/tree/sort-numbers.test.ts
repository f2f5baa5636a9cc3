import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from 'slipway/learn'
import { sortNumbers } from '../../../src/learn/tree/bin/sort-numbers.ts'

const random = new Random(4)
const odd = [Number.NaN, 0, -0, 1e308, -1e308, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324]

const kinds: { readonly [name: string]: () => number } = {
  'numbers around 0': () => random.next() - 0.5,
  'whole numbers with repeats': () => random.below(300) - 150,
  'numbers that differ in their last digits only': () => -1 - random.below(50) * Number.EPSILON,
  'the ends of what numbers can be, and missing ones': () => odd[random.below(odd.length)]!,
  'one number': () => 7,
  'nothing but missing ones': () => Number.NaN,
}

for (const [name, make] of Object.entries(kinds)) {
  test(`many numbers are sorted as Float64Array.sort does it, to the bit: ${name}`, () => {
    const values = Float64Array.from({ length: 5_000 }, make)
    const expected = values.toSorted()
    sortNumbers(values)
    assert.ok(values.every((value, i) => Object.is(value, expected[i])))
  })
}
