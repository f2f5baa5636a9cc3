import { type Problem, SlipwayError } from 'slipway'
import type { OrderedJson } from './ordered-json.ts'
import type { Frame } from './read-frame.ts'

/** What the cells of a column are: `number` and `integer` are told apart, `category` is a text. */
export type Kinds = { readonly [column: string]: 'number' | 'integer' | 'category' }

type RowOf<K extends Kinds> = { readonly [N in keyof K]: (K[N] extends 'category' ? string : number) | null }

/** Problems told in one answer; a frame of thousands of rows can have as many. */
const mostProblems = 100
/** Cells between two pauses. */
const pauseCells = 500

/**
 * The rows of a frame as the model is asked, in the frame's order. null, NaN and an empty text are a missing value; a
 * number may be written as text; a number in a column of categories is its text. Yields now and then.
 *
 * @param leftOut columns that may be there and are not looked at
 * @throws BAD_REQUEST with every column that is missing or unknown, and the first hundred cells that do not fit
 */
export function* toRows<const K extends Kinds>(
  frame: Frame,
  kinds: K,
  leftOut: readonly string[],
): Generator<void, RowOf<K>[]> {
  // A frame without rows and columns is what an empty list of records looks like.
  if (frame.rows === 0 && frame.columns.size === 0) return []
  const problems: Problem[] = []
  const names = Object.keys(kinds)
  for (const name of names) {
    if (!frame.columns.has(name)) problems.push({ path: '', message: `The column "${name}" is missing.` })
  }
  for (const name of frame.columns.keys()) {
    if (names.includes(name) || leftOut.includes(name)) continue
    if (problems.length >= mostProblems) break
    const known = `it has ${names.join(', ')}, and passes over ${leftOut.join(', ')}`
    problems.push({ path: '', message: `The column ${JSON.stringify(name)} is not known here; ${known}.` })
  }
  throwIfAny(problems)
  const rows = Array.from({ length: frame.rows }, (): Record<string, string | number | null> => ({}))
  for (const name of names) {
    const cells = frame.columns.get(name)!
    const read = readers[kinds[name]!]
    for (let i = 0; i < cells.length && problems.length < mostProblems; i++) {
      if (i % pauseCells === 0) yield
      const cell = read(cells[i]!)
      if (cell !== undefined) rows[i]![name] = cell
      else problems.push({ path: '', message: `Row ${i + 1}, column "${name}": ${complaint(kinds[name]!, cells[i]!)}` })
    }
  }
  throwIfAny(problems)
  return rows as RowOf<K>[]
}

/** Each gives undefined for what does not fit. */
const readers: { readonly [kind in Kinds[string]]: (cell: OrderedJson) => string | number | null | undefined } = {
  number: toNumber,
  integer(cell) {
    const value = toNumber(cell)
    return value === null || Number.isInteger(value) ? value : undefined
  },
  category(cell) {
    if (cell === null || cell === '') return null
    if (typeof cell === 'string') return cell
    return typeof cell === 'number' ? String(cell) : undefined
  },
}

function toNumber(cell: OrderedJson): number | null | undefined {
  if (cell === null) return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined
  if (typeof cell !== 'string') return undefined
  const text = cell.trim()
  if (text === '' || /^nan$/i.test(text)) return null
  // Number() also reads 0x1F and the like, which nobody means here.
  return /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined
}

const words = { number: 'a number', integer: 'a whole number', category: 'a text' } as const

function complaint(kind: Kinds[string], cell: OrderedJson): string {
  const shown = typeof cell === 'object' && cell !== null ? 'a list or an object' : JSON.stringify(cell).slice(0, 60)
  return `expected ${words[kind]} or null, got ${shown}.`
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const shown = problems.slice(0, 3).map(({ message }) => message)
  const more = problems.length > 3 ? [`And ${problems.length - 3} more.`] : []
  throw new SlipwayError('BAD_REQUEST', `The frame does not fit: ${[...shown, ...more].join(' ')}`, { problems })
}
