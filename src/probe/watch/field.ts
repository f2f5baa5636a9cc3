/**
 * What a JSON answer says in a field: `version`, `info.version`, `models.0.version`. Undefined where the answer is no
 * JSON or lacks the field.
 */
export function fieldOf(text: string, field: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as { readonly [name: string]: unknown })[name]
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
