/**
 * What a cell of a column holds. With `?` the cell may be missing: `undefined` in the row. Empty cells are missing; in
 * columns of numbers and booleans so are `NA`, `N/A`, `NaN` and `null`, which elsewhere are texts like any other.
 */
export type CellType = 'text' | 'category' | 'integer' | 'number' | 'boolean'
export type ColumnType = CellType | `${CellType}?`
export type Columns = { readonly [name: string]: ColumnType }

interface CellOf {
  /** Any string, blank included. Ids above 2^53 belong here. */
  text: string
  /** A non-empty string out of a set. */
  category: string
  /** A whole number within ±2^53. */
  integer: number
  number: number
  /** true / false, in any case, or 1 / 0. */
  boolean: boolean
}

/** A row by column name, typed from the columns. */
export type Row<C extends Columns = Columns> = {
  readonly [N in keyof C]: C[N] extends `${infer T extends CellType}?`
    ? CellOf[T] | undefined
    : C[N] extends CellType
      ? CellOf[C[N]]
      : never
}

/**
 * Where rows come from: a description, read when training runs. A file (or a folder of parts, each with its header),
 * gzip or not; or a module of the service that makes rows.
 */
export interface Source<R = Row> {
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet' | 'module'
  /** Relative to the service's folder. */
  readonly path: string
  readonly columns: Columns
  readonly encoding: 'utf-8' | 'windows-1252' | 'latin1' | 'utf-16le'
  /** For csv: `,` by default, tab for tsv. */
  readonly delimiter: string
  /** False where the first line is a row; the columns are then named in order by `columns`. */
  readonly header: boolean
  /** Rows made by a generator: said wherever scores are shown. */
  readonly synthetic: boolean
  /** Carries the type of the rows; never set. */
  readonly row?: R
}

/** Rows that were read, each checked against the columns, and where they came from. */
export interface Table<R = Row> {
  readonly rows: readonly R[]
  readonly name: string
  readonly sha256: string
  readonly synthetic: boolean
}
