import type { Problem } from '../errors.ts'

/** Longest text that is accepted unless the service says otherwise, in UTF-16 code units. */
export const defaultMaxLength = 50_000

/** A text model's input: a string, blank is fine, at most `maxLength` characters (UTF-16 code units). */
export function checkText(value: unknown, path: string, maxLength: number): Problem[] {
  if (typeof value !== 'string') return [{ path, message: `expected a text, got ${describeValue(value)}` }]
  if (value.length > maxLength) {
    return [{ path, message: `expected at most ${count(maxLength)} characters, got ${count(value.length)}` }]
  }
  return []
}

/** JSON Schema of a text input, for `model.json` and the API's documentation. */
export function textInputSchema(maxLength: number): { readonly type: 'string'; readonly maxLength: number } {
  return { type: 'string', maxLength }
}

/** A value as an error message shows it: its kind, and the value where that is short. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  // Infinity is no JSON, and a number all the same.
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return `the ${typeof value} ${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}`
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
