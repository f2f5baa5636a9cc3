import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

/** The numbers that `test/reference/<topic>.py` wrote; `"nan"` and `"inf"` in it are the numbers of that name. */
export function readReference<T>(topic: string): T {
  const file = new URL(`../reference/${topic}.json`, import.meta.url)
  const odd: { [name: string]: number } = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': -Infinity }
  return JSON.parse(readFileSync(file, 'utf8'), (_, value) =>
    typeof value === 'string' ? (odd[value] ?? value) : value,
  )
}

type Numbers = number | ArrayLike<Numbers>

/**
 * Asserts that numbers, or arrays of them to any depth, differ by at most `tolerance` times the expected size
 * (absolutely, where that is below 1). NaN is close to NaN.
 */
export function assertClose(actual: Numbers, expected: Numbers, tolerance: number, what = 'value'): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    if (Object.is(actual, expected)) return
    const difference = Math.abs(actual - expected)
    assert.ok(
      difference <= tolerance * Math.max(1, Math.abs(expected)),
      `${what}: got ${actual}, expected ${expected}, ${difference} apart`,
    )
    return
  }
  assert.ok(typeof actual === 'object' && typeof expected === 'object', `${what}: got ${actual}, expected ${expected}`)
  assert.equal(actual.length, expected.length, `${what}: length`)
  for (let i = 0; i < expected.length; i++) assertClose(actual[i]!, expected[i]!, tolerance, `${what}[${i}]`)
}
