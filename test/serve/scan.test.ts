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
  // Of 100,000 escaped characters each, and the rest.
  const textsOf = (escaped: string, count: number) =>
    `[${`"${escaped.repeat(100_000)}",`.repeat(Math.floor(count / 100_000))}"${escaped.repeat(count % 100_000)}"]`
  const escapes = (count: number) => textsOf('\\"', count)
  assert.ok(pausesOf(escapes(2_900_000)) > 10)
  for (const inTexts of [false, true])
    assert.throws(() => pausesOf(escapes(3_000_001), inTexts), {
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The body has more than 3,000,000 escaped characters; send it in parts.',
    })
  // As Python writes 16 MB of letters beyond ASCII.
  pausesOf(textsOf('\\u20ac', 2_790_000))
})

test('a long text is scanned with pauses', () => {
  assert.ok(pausesOf(`"${'a'.repeat(1 << 20)}"`) >= 15)
})

test('an escaped quote ends no text, and brackets in a text open no level', () => {
  const nested = `"${'\\"['.repeat(200)}"`
  assert.equal(pausesOf(nested), 0)
})

test('a text of more than 4 MB is refused before it is parsed, but where a parser of the route reads it', () => {
  const text = `["short","${'a'.repeat(4 * 2 ** 20)}b"]`
  assert.throws(() => pausesOf(text), {
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The body has a text of more than 4 MB; send it in parts.',
  })
  pausesOf(text, true)
  pausesOf(`["${'a'.repeat(4 * 2 ** 20)}"]`)
})
