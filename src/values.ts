/**
 * Values as code tells them apart, messages show them and lists give them; every room may import this file.
 */

/** The item at an index that has one. @throws RangeError where it has none: a mistake of the caller */
export function itemAt<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index]
  if (item === undefined) throw new RangeError(`expected an index below ${list.length}, got ${index}.`)
  return item
}

/** `sums[index] += amount`; past the end it does nothing, as an assignment there. */
export function addAt(sums: Float64Array, index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount
}

/** Whether it is an object with fields: no list and not null. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as a message shows it: JSON on one line, cut after `most` characters. */
export function shown(value: unknown, most = 60): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'string') return JSON.stringify(cut(value, most))
  return cut(typeof value === 'object' && value !== null ? JSON.stringify(value, plainer) : String(value), most)
}

/** JSON has no 64-bit integers, which the objects of a Parquet file may hold. */
function plainer(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** The same without the inside of a list or an object, as what comes with a request may be large. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : shown(value, 60)
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** A name as a part of a JSON Pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The names that a JSON Pointer goes through. */
export function partsOfPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A number of any size as people read it, to four digits: 231,500, 0.0123. */
export function fourDigits(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
}
