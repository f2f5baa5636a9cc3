import type { Columns, Encoding, Row, Source, Spelling } from './contract.ts'

/** How a file is written that nothing is said about. */
export const plainSpelling: Spelling = { decimal: '.', thousands: '', missing: [], dayFirst: undefined }

interface FileOptions<C extends Columns> extends Partial<Spelling> {
  /** The columns that are used, by name, with what their cells hold; others in the file are ignored. */
  readonly columns: C
  /** Rows that do not fit their columns are an error, or left out and counted. @default 'refuse' */
  readonly badRows?: Source['badRows']
  /**
   * The rows stand in until there are real ones, and are said to wherever the model's scores are shown. A version that
   * learned from them does not take the place of one that learned from real rows. @default false
   */
  readonly sample?: boolean
}

export interface CsvOptions<C extends Columns> extends FileOptions<C> {
  /** A byte-order mark in the file wins over it. @default 'utf-8' */
  readonly encoding?: Encoding
  /** A first line `sep=;` in the file wins over it. @default ',' */
  readonly delimiter?: string
  /** False: the file has no header line, and `columns` names its columns in order. @default true */
  readonly header?: boolean
  /** Lines that begin with it are passed over, such as `#`. @default none are */
  readonly comment?: string
  /** The rows begin with a name that the header has no column for, as R writes them. @default false */
  readonly rowNames?: boolean
}

/** Rows of a CSV file, plain or gzip, or of a folder of such parts. */
export function csv<const C extends Columns>(path: string, options: CsvOptions<C>): Source<Row<C>> {
  return source('csv', path, options)
}

/** Rows of a file with tabs between cells. */
export function tsv<const C extends Columns>(path: string, options: Omit<CsvOptions<C>, 'delimiter'>): Source<Row<C>> {
  return source('csv', path, { ...options, delimiter: '\t' })
}

/** Rows of a file with one JSON object a line. */
export function jsonLines<const C extends Columns>(path: string, options: FileOptions<C>): Source<Row<C>> {
  return source('jsonl', path, options)
}

/** Rows of a file that is one JSON array of objects, or a data frame in one of the orientations of pandas. */
export function json<const C extends Columns>(path: string, options: FileOptions<C>): Source<Row<C>> {
  return source('json', path, options)
}

export function parquet<const C extends Columns>(path: string, options: FileOptions<C>): Source<Row<C>> {
  return source('parquet', path, options)
}

export interface ExcelOptions<C extends Columns> extends FileOptions<C> {
  /** The sheet's name, or its place from 1. @default 1 */
  readonly sheet?: string | number
  /** False: the sheet has no row of names, and `columns` names its columns in order. @default true */
  readonly header?: boolean
}

/** Rows of a sheet of an Excel file (.xlsx). */
export function excel<const C extends Columns>(path: string, options: ExcelOptions<C>): Source<Row<C>> {
  return source('excel', path, options)
}

export interface ModuleOptions<C extends Columns> extends FileOptions<C> {
  /** The rows are generated, not measured in the world: said, and treated, as `sample`. @default false */
  readonly synthetic?: boolean
}

/**
 * Rows that a module of the service makes: its export `name` says what they are, its export `rows` is a function that
 * gives them, as an iterable or a promise of one. Imported when training runs, never by a server.
 */
export function rowsFrom<const C extends Columns>(path: string, options: ModuleOptions<C>): Source<Row<C>> {
  return source('module', path, options)
}

function source<C extends Columns>(
  format: Source['format'],
  path: string,
  options: CsvOptions<C> & ExcelOptions<C> & ModuleOptions<C>,
): Source<Row<C>> {
  return {
    format,
    path,
    columns: options.columns,
    spelling: spellingOf(options),
    encoding: options.encoding ?? 'utf-8',
    delimiter: options.delimiter ?? ',',
    header: options.header ?? true,
    comment: options.comment ?? '',
    rowNames: options.rowNames ?? false,
    sheet: options.sheet ?? 1,
    badRows: options.badRows ?? 'refuse',
    synthetic: options.synthetic ?? false,
    sample: options.sample ?? false,
  }
}

function spellingOf({ decimal, thousands, missing, dayFirst }: Partial<Spelling>): Spelling {
  return {
    decimal: decimal ?? plainSpelling.decimal,
    thousands: thousands ?? plainSpelling.thousands,
    missing: missing ?? plainSpelling.missing,
    dayFirst: dayFirst ?? plainSpelling.dayFirst,
  }
}
