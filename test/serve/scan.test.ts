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

test('a value of more than 4 MB is refused before it is parsed, also in a text that a parser of the route reads', () => {
  const long = 'a'.repeat(4 * 2 ** 20 + 2 ** 17)
  const bodies = [`["short","${long}"]`, `{"${long}":1}`, `[${'1'.repeat(long.length)}]`, `"[\\"${long}\\"]"`]
  for (const body of bodies)
    for (const inTexts of [false, true])
      assert.throws(() => pausesOf(body, inTexts), {
        code: 'PAYLOAD_TOO_LARGE',
        message: 'The body has a value of more than 4 MB; send it in parts.',
      })
  const most = `"${'a'.repeat(4 * 2 ** 20 - 2 ** 17)}"`
  pausesOf(`[${most},${most},${most}]`)
})
