/**
 * What a cell of a column holds. With `?` the cell may be missing: `undefined` in the row. Empty cells are missing; in
 * columns of numbers, dates and booleans so are the words that pandas and spreadsheets write for a gap (`NA`, `#N/A`,
 * `NaN`, `None`, `null`, …) and the source's own `missing` words.
 */
export type CellType = 'text' | 'category' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime'
export type ColumnType = CellType | `${CellType}?`
export type Columns = { readonly [name: string]: ColumnType }

interface CellOf {
  /** Any string, blank included. Ids above 2^53 belong here. */
  text: string
  /** A non-empty string out of a set, without the blanks around it. */
  category: string
  /** A whole number within ±2^53. */
  integer: number
  number: number
  /** true / false, in any case, or 1 / 0. */
  boolean: boolean
  /** A day, `2025-01-31` however it was written. */
  date: string
  /** A moment, `2025-01-31T06:00:00`, in UTC where it was written with a zone. */
  datetime: string
}

/** A row by column name, typed from the columns. */
export type Row<C extends Columns = Columns> = {
  readonly [N in keyof C]: C[N] extends `${infer T extends CellType}?`
    ? CellOf[T] | undefined
    : C[N] extends CellType
      ? CellOf[C[N]]
      : never
}

/** How the cells of a file are written, where that differs from file to file. */
export interface Spelling {
  /** What stands before the decimals of a number. @default '.' */
  readonly decimal: '.' | ','
  /** What stands between the thousands of a number; a blank is any blank, an apostrophe any apostrophe. @default '' */
  readonly thousands: '' | ',' | '.' | ' ' | "'"
  /** Words for a missing value beyond those of pandas, such as `?`; not looked for in columns of texts. @default [] */
  readonly missing: readonly string[]
  /** Whether `03/04/2025` is 3 April (true) or 4 March (false). @default such dates are refused */
  readonly dayFirst: boolean | undefined
}

/**
 * Where rows come from: a description, read when training runs. A file (or a folder of parts, each with its header),
 * gzip or not; or a module of the service that makes rows.
 */
export interface Source<R = Row> {
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet' | 'excel' | 'module'
  /** Relative to the service's folder. */
  readonly path: string
  readonly columns: Columns
  readonly encoding: Encoding
  readonly spelling: Spelling
  /** For csv: `,` by default, tab for tsv. */
  readonly delimiter: string
  /** False where the first line is a row; the columns are then named in order by `columns`. */
  readonly header: boolean
  /** Lines that begin with it are passed over; empty: there are none. */
  readonly comment: string
  /** The name of every row stands before its cells, as R writes it, without a name in the header. */
  readonly rowNames: boolean
  /** Of an Excel file: by name, or by place from 1. */
  readonly sheet: string | number
  /** What becomes of rows that do not fit their columns. */
  readonly badRows: 'refuse' | 'leave out'
  /** Rows made by a generator: said wherever scores are shown. */
  readonly synthetic: boolean
  /** Rows that stand in until there are real ones: said wherever scores are shown. */
  readonly sample: boolean
  /** Carries the type of the rows; never set. */
  readonly row?: R
}

/**
 * How the bytes of a file stand for text: a name that `TextDecoder` knows (UTF-8, UTF-16, windows-1250 to 1258,
 * iso-8859-…, shift_jis, gb18030, big5, euc-kr, koi8-r, …), UTF-32, or one of the DOS and Mac encodings of iconv-lite.
 */
export type Encoding = 'utf-8' | 'windows-1252' | 'latin1' | 'utf-16le' | 'utf-32le' | (string & {})

/** Rows that were read, each checked against the columns, and where they came from. */
export interface Table<R = Row> {
  readonly rows: readonly R[]
  readonly name: string
  readonly sha256: string
  readonly synthetic: boolean
  readonly sample: boolean
  /** Rows that do not fit their columns, where the source leaves such rows out. */
  readonly leftOut?: LeftOut
}

export interface LeftOut {
  readonly rows: number
  /** Place and reason of the first few. */
  readonly reasons: readonly string[]
}
