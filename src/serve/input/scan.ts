import { SlipwayError } from '../../errors.ts'
import { deepest, tooDeep } from './depth.ts'

/** Bytes between two pauses: about a tenth of a millisecond. */
const pauseBytes = 64 * 1024

/** What a list or an object counts for: parsed, it takes as much memory as that many numbers. */
const listValues = 4

/**
 * Escaped characters of a body (`\"`, `\u00e9`) at the most. A parser reads them one by one, at 16 ns each: eight million
 * in 16 MB held the event loop for 0.3 s at half a core. A body of nothing but `\u` escapes has 2.8 million.
 */
const mostEscapes = 3_000_000

/**
 * Bytes that one text or number, or one input of a model, may have. Who reads it reads it whole: counting the characters of 16 MB
 * held the event loop for 0.4 s at half a core.
 */
export const mostBytesOfOne = 4 * 2 ** 20

const quote = 0x22
const backslash = 0x5c
/** What each byte is outside of a text: 1 opens a level, 2 closes one, 3 stands between two values, 4 escapes. */
const kinds = new Uint8Array(256)
for (const open of '[{') kinds[open.charCodeAt(0)] = 1
for (const close of ']}') kinds[close.charCodeAt(0)] = 2
for (const between of ',:') kinds[between.charCodeAt(0)] = 3
kinds[backslash] = 4

/**
 * Bounds what reading a body costs, before it is parsed: how deep lists and objects nest, how many values there are, and
 * how long one is.
 * Whether it is JSON is for the parser to say.
 *
 * @param inTexts count what is inside of texts, too: for a parser of the route's own, which may parse those
 * @throws BAD_REQUEST for the depth, PAYLOAD_TOO_LARGE for the number of values or of escaped characters, or a value of
 *   more than 4 MB
 */
export function* scanJson(bytes: Uint8Array, mostValues: number, inTexts: boolean): Generator<void, void> {
  let depth = 0
  let values = 1
  let escapes = 0
  let pauseAt = pauseBytes
  // Behind the last byte that parts values.
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    if (at >= pauseAt) {
      if (at - from > mostBytesOfOne) throw tooLongValue()
      pauseAt = at + pauseBytes
      yield
    }
    const byte = bytes[at] ?? 0
    if (byte === quote && !inTexts) {
      for (at++; at < bytes.length && bytes[at] !== quote; at++) {
        if (at >= pauseAt) {
          if (at - from > mostBytesOfOne) throw tooLongValue()
          pauseAt = at + pauseBytes
          yield
        }
        if (bytes[at] !== backslash) continue
        at++
        if (++escapes > mostEscapes) throw tooManyEscapes()
      }
      continue
    }
    const kind = kinds[byte]
    if (kind === 0) continue
    from = at
    if (kind === 4) {
      at++
      if (++escapes > mostEscapes) throw tooManyEscapes()
      continue
    }
    if (kind === 2) {
      depth--
      continue
    }
    values += kind === 1 ? listValues : 1
    if (values > mostValues) throw tooManyValues(mostValues)
    if (kind === 1 && ++depth > deepest && !inTexts) throw tooDeep()
  }
}

/**
 * Where a value ends that begins at `from`: behind its last byte.
 * @throws BAD_REQUEST for the depth, PAYLOAD_TOO_LARGE for the number of values
 */
export function valueEnd(bytes: Uint8Array, from: number, mostValues: number): number {
  let depth = 0
  let values = 1
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      at = textEnd(bytes, at)
      continue
    }
    const kind = kinds[byte]
    if (kind === 0 || kind === 4) continue
    if (kind === 1) {
      if (++depth > deepest) throw tooDeep()
    } else if (depth === 0) {
      return at
    } else if (kind === 2) {
      depth--
      continue
    }
    values += kind === 1 ? listValues : 1
    if (values > mostValues) throw tooManyValues(mostValues)
  }
  return bytes.length
}

/** The place of the quote that ends a text, or the end of the bytes. */
function textEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1
  for (; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte === backslash) at++
  }
  return at
}

function tooManyEscapes(): SlipwayError {
  const count = mostEscapes.toLocaleString('en-US')
  return new SlipwayError('PAYLOAD_TOO_LARGE', `The body has more than ${count} escaped characters; send it in parts.`)
}

function tooLongValue(): SlipwayError {
  return new SlipwayError(
    'PAYLOAD_TOO_LARGE',
    `The body has a value of more than ${mostBytesOfOne / 2 ** 20} MB; send it in parts.`,
  )
}

function tooManyValues(most: number): SlipwayError {
  const count = most.toLocaleString('en-US')
  return new SlipwayError('PAYLOAD_TOO_LARGE', `The body has more than ${count} values; send it in parts.`)
}
