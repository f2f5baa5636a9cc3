import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import { suggest } from '../learn/suggest.ts'
import { pointerPart, shown } from '../values.ts'
import type { Feature } from './features.ts'
import type { TableRow } from './table-input.ts'

/** What training saw of a column: the smallest and largest number, or every value of a category. */
export type SeenColumn = { readonly min: number; readonly max: number } | { readonly values: readonly string[] }

export type SeenColumns = { readonly [column: string]: SeenColumn }

/** A column with more categories has ever new ones: names and numbers of things. */
const mostValues = 1000
/** Characters of a value that a message shows; nothing is near a longer one. */
const longest = 100
/** Of a shorter one every other is near. */
const shortestMistyped = 3
/** So many are listed in a message where no name is near. */
const mostListed = 6

/** What there is to see in the rows of a training, of columns treated as numbers and as categories. */
export function seenColumns(features: readonly Feature[], rows: readonly TableRow[]): SeenColumns {
  const seen: [string, SeenColumn][] = []
  for (const { name, type, treatedAs } of features) {
    if (treatedAs === 'category') {
      const values = valuesOf(name, rows)
      if (values !== undefined) seen.push([name, { values }])
    } else if (treatedAs === 'number' && type !== 'boolean') {
      const range = rangeOf(name, rows)
      if (range !== undefined) seen.push([name, range])
    }
  }
  // A column may be named `__proto__`: this makes it one's own.
  return Object.fromEntries(seen)
}

function valuesOf(name: string, rows: readonly TableRow[]): string[] | undefined {
  const values = new Set<string>()
  for (const row of rows) {
    const value = row[name]
    if (value !== null && value !== undefined) values.add(String(value))
    if (values.size > mostValues) return undefined
  }
  return [...values].sort()
}

function rangeOf(name: string, rows: readonly TableRow[]): SeenColumn | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    const value = row[name]
    if (typeof value !== 'number') continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return min <= max ? { min, max } : undefined
}

interface Watched {
  readonly name: string
  readonly path: string
  readonly problem: (value: unknown) => string | undefined
}

/** Finds what training never saw: categories that are new, numbers outside the range. The model predicts all the same. */
export class UnseenValues {
  readonly #columns: readonly Watched[]

  /** @param seen as a version has it; a version from before it was kept has none */
  constructor(seen: Json | undefined) {
    this.#columns = Object.entries((seen ?? {}) as SeenColumns).map(([name, column]) => ({
      name,
      path: pointerPart(name),
      problem: 'values' in column ? newCategory(column.values) : outOfRange(column.min, column.max),
    }))
  }

  /** A sentence for each value of a row that was never seen, at a JSON Pointer below `path`. */
  find(row: TableRow, path: string): Problem[] {
    const problems: Problem[] = []
    for (const column of this.#columns) {
      const message = column.problem(row[column.name])
      if (message !== undefined) problems.push({ path: `${path}/${column.path}`, message })
    }
    return problems
  }
}

function newCategory(values: readonly string[]): Watched['problem'] {
  const known = new Set(values)
  return (value) => {
    if (value === null || value === undefined || known.has(String(value))) return undefined
    const text = String(value)
    const near = text.length >= shortestMistyped && text.length <= longest ? suggest(text, values) : undefined
    const hint =
      near !== undefined
        ? `; did you mean ${shown(near, longest)}?`
        : values.length <= mostListed
          ? `; training saw ${values.map((one) => shown(one, longest)).join(', ')}.`
          : '.'
    return `never seen in training: ${shown(text, longest)}${hint}`
  }
}

function outOfRange(min: number, max: number): Watched['problem'] {
  return (value) =>
    typeof value !== 'number' || (value >= min && value <= max)
      ? undefined
      : `${value} is outside of what training saw: ${min} to ${max}.`
}
