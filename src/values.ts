/** Values from outside, as code tells them apart and messages show them; every room may import this file. */

/** Whether it is an object with fields: no list and not null. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
