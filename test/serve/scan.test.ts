import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanJson } from '../../src/serve/input/scan.ts'

/** How often the scan lets others have their turn. @throws what it throws */
function pausesOf(text: string, inTexts = false): number {
  let pauses = 0
  for (const _ of scanJson(Buffer.from(text), 1_000_000, inTexts)) pauses += 1
  return pauses
}

test('a body of escaped characters is bounded before it is parsed, in texts of the body and in texts within them', () => {
  const escapes = (count: number) => `{"text":"${'\\"'.repeat(count)}"}`
  assert.ok(pausesOf(escapes(2_900_000)) > 10)
  for (const inTexts of [false, true])
    assert.throws(() => pausesOf(escapes(3_000_001), inTexts), {
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The body has more than 3,000,000 escaped characters; send it in parts.',
    })
  // As Python writes 16 MB of letters beyond ASCII.
  pausesOf(`{"text":"${'\\u20ac'.repeat(2_790_000)}"}`)
})

test('a long text is scanned with pauses', () => {
  assert.ok(pausesOf(`"${'a'.repeat(1 << 20)}"`) >= 15)
})

test('an escaped quote ends no text, and brackets in a text open no level', () => {
  const nested = `"${'\\"['.repeat(200)}"`
  assert.equal(pausesOf(nested), 0)
})
