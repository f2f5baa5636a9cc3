import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { Column } from './column.ts'
import { listed } from './problems.ts'

/**
 * Which cell of a record each column is, by the names in the header; blanks around a name do not count.
 * @throws INVALID_DATA for columns that are not there, or twice
 */
export function placesInHeader(
  columns: readonly Column[],
  names: readonly string[],
  { file, delimiter }: { readonly file: string; readonly delimiter: string },
): number[] {
  const places = columns.map(({ name }) => placesOf(name, names))
  const faults = columns.flatMap(({ name }, c) => {
    const count = places[c]?.length ?? 0
    if (count === 1) return []
    return [count === 0 ? `there is no column ${shown(name)}` : `${count} columns are called ${shown(name)}`]
  })
  if (faults.length === 0) return places.flat()
  const hint = names.length === 1 ? hintFor(names[0] ?? '', delimiter) : ''
  throw new SlipwayError('INVALID_DATA', `${file}: ${faults.join(', ')}; its header has ${listed(names)}.${hint}`)
}

function placesOf(name: string, names: readonly string[]): number[] {
  const exact = names.flatMap((other, at) => (other === name ? [at] : []))
  return exact.length > 0 ? exact : names.flatMap((other, at) => (other.trim() === name ? [at] : []))
}

function hintFor(header: string, delimiter: string): string {
  if (/^\s*(#|\/\/|%)/.test(header)) {
    const sign = header.trim().charAt(0)
    return ` Are lines that begin with ${shown(sign)} comments? Then say comment: ${shown(sign)}.`
  }
  const other = [';', '\t', ',', '|'].find((char) => char !== delimiter && header.includes(char))
  return other ? ` Is ${shown(other)} between its cells? Then say delimiter: ${shown(other)}.` : ''
}
