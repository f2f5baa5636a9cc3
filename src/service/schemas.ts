import { Type } from 'typebox'

/** A text in a request: not empty unless `minLength` is 0, at most `maxLength` characters (Unicode, as JSON Schema counts them). */
export function text(
  options: { readonly minLength?: number; readonly maxLength?: number; readonly description?: string } = {},
) {
  return Type.String({ minLength: 1, ...options })
}
