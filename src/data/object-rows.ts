import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import { cellFromValue } from './cells.ts'
import { type Cell, type Column, Refusal, setCell } from './column.ts'
import type { Row } from './contract.ts'
import { listed, type Problems } from './problems.ts'

/** What is given the rows of a file, each with a way to say where it is, and what is no row. */
export interface RowSink {
  add(value: unknown, place: () => string): void
  refuse(place: () => string, message: string): void
  /** How JSON is parsed for it. @default as rows are read */
  readonly parse?: (json: string) => unknown
  /** Where the names of columns go whose numbers are stored with decimals. */
  readonly measured?: Set<string>
}

/** Rows that come as objects, from JSON, Parquet or a module: checked against the columns and collected. */
export class ObjectRows implements RowSink {
  readonly rows: Row[] = []
  readonly #columns: readonly Column[]
  readonly #problems: Problems
  /** For each column, whether any row has it. */
  readonly #seen: boolean[]
  #firstKeys: readonly string[] | undefined

  constructor(columns: readonly Column[], problems: Problems) {
    this.#columns = columns
    this.#problems = problems
    this.#seen = columns.map(() => false)
  }

  add(value: unknown, place: () => string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.refuse(place, `expected an object with a value for each column, got ${shown(value)}`)
      return
    }
    this.#firstKeys ??= Object.keys(value)
    const row: Record<string, Cell> = {}
    let isGood = true
    for (let c = 0; c < this.#columns.length; c++) {
      const column = this.#columns[c]!
      // Own keys only: every object has a `constructor` that is no column.
      const has = Object.hasOwn(value, column.name)
      if (has) this.#seen[c] = true
      const cell = cellFromValue(column, has ? (value as Record<string, unknown>)[column.name] : undefined)
      if (cell instanceof Refusal) {
        this.#problems.add(() => `${place()}, column ${shown(column.name)}`, cell.reason)
        isGood = false
      } else setCell(row, column.name, cell)
    }
    if (isGood) this.rows.push(row as Row)
    else this.#problems.rows++
  }

  refuse(place: () => string, message: string): void {
    this.#problems.add(place, message)
    this.#problems.rows++
  }

  /** @throws INVALID_DATA where a column is in no row at all: said once, not once a row. */
  checkColumns(name: string): void {
    if (!this.#firstKeys) return
    const absent = this.#columns.filter((_, at) => !this.#seen[at])
    if (absent.length === 0) return
    const names = absent.map((column) => `there is no column ${shown(column.name)}`).join(', ')
    throw new SlipwayError('INVALID_DATA', `${name}: ${names}; the first row has ${listed(this.#firstKeys)}.`)
  }
}
