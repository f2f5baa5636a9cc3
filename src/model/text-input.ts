import type { Problem } from '../errors.ts'
import { described } from '../values.ts'

/** Longest text that is accepted unless the service says otherwise, in Unicode characters. */
export const defaultMaxLength = 50_000

/** A text model's input: a string, blank is fine, at most `maxLength` Unicode characters, as JSON Schema counts them. */
export function checkText(value: unknown, path: string, maxLength: number): Problem[] {
  if (typeof value !== 'string') return [{ path, message: `expected a text, got ${described(value)}` }]
  // There are never more characters than UTF-16 code units, and never fewer than half as many.
  if (value.length <= maxLength) return []
  const length = countCharacters(value)
  if (length <= maxLength) return []
  return [{ path, message: `expected at most ${count(maxLength)} characters, got ${count(length)}` }]
}

/** Unicode characters of a text: a pair of surrogates is one. */
export function countCharacters(text: string): number {
  let pairs = 0
  for (let i = 0; i + 1 < text.length; i++) {
    // A high surrogate with a low one behind it; a lone one is a character of its own.
    if ((text.charCodeAt(i) & 0xfc00) !== 0xd800 || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) continue
    pairs++
    i++
  }
  return text.length - pairs
}

/** JSON Schema of a text input, for `model.json` and the API's documentation. */
export function textInputSchema(maxLength: number): { readonly type: 'string'; readonly maxLength: number } {
  return { type: 'string', maxLength }
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
