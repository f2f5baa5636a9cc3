import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../../errors.ts'
import { badRequest } from '../errors/problem.ts'
import { deepest, tooDeep } from './depth.ts'

/** The text of a body, without a byte-order mark. @throws BAD_REQUEST where its bytes are not UTF-8, or where there are none */
export function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8()
  const text = bytes.toString('utf8', textStart(bytes))
  if (text === '') throw new SlipwayError('BAD_REQUEST', 'The body is empty; expected JSON.')
  return text
}

/** Where the text begins: behind a byte-order mark. */
export function textStart(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

export function notUtf8(): SlipwayError {
  return new SlipwayError('BAD_REQUEST', 'The body is not UTF-8; send JSON in UTF-8, as RFC 8259 asks for.')
}

/** JSON whose objects may have a key `__proto__`: for who looks at own keys only. @throws BAD_REQUEST */
export function parseAnyKey(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw notJson('', cause)
  }
}

/** JSON without the keys by which an object could change what all objects have. @throws BAD_REQUEST */
export function parseJson(text: string): unknown {
  const value = parseUnchecked(text)
  checkKeys(text, value)
  return value
}

/** The first half of `parseJson`: `checkKeys` is the second. @throws BAD_REQUEST */
export function parseUnchecked(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw notJson(', and no key may be "__proto__"', cause)
  }
}

/** @param value that a text was parsed to. @throws BAD_REQUEST for a key by which an object could change what all have */
export function checkKeys(text: string, value: unknown): void {
  if (suspicious.test(text) && hasPrototypeKey(value, deepest)) throw notJson(', and no key may be "__proto__"')
}

/** What a parser throws: a SyntaxError is about the body. */
export function asBadRequest(error: unknown): unknown {
  // A parser that recurses has no stack left for what nests ever deeper.
  if (error instanceof RangeError) return tooDeep()
  if (!(error instanceof SyntaxError)) return error
  return badRequest([{ path: '', message: `${error.message.replace(/\.$/, '')}.` }])
}

function notJson(rule: string, cause?: unknown): SlipwayError {
  const message = `The body is not JSON that can be read; NaN and infinities are none${rule}.`
  return new SlipwayError('BAD_REQUEST', message, { cause })
}

/** Any of the letters of a key may be written as an escape. */
const suspicious = /__proto__|"constructor"|\\u00[4-7]/i

function hasPrototypeKey(value: unknown, levels: number): boolean {
  // What nests deeper is refused for it.
  if (typeof value !== 'object' || value === null || levels === 0) return false
  if (Array.isArray(value)) return value.some((item) => hasPrototypeKey(item, levels - 1))
  if (Object.hasOwn(value, '__proto__')) return true
  return Object.entries(value).some(
    ([key, inner]) =>
      (key === 'constructor' && typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype')) ||
      hasPrototypeKey(inner, levels - 1),
  )
}
