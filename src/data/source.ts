import type { Columns, Row, Source } from './contract.ts'

interface FileOptions<C extends Columns> {
  /** The columns that are used, by name, with what their cells hold; others in the file are ignored. */
  readonly columns: C
}

export interface CsvOptions<C extends Columns> extends FileOptions<C> {
  /** A byte-order mark in the file wins over it. @default 'utf-8' */
  readonly encoding?: Source['encoding']
  /** @default ',' */
  readonly delimiter?: string
  /** False: the file has no header line, and `columns` names its columns in order. @default true */
  readonly header?: boolean
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

/** Rows of a file that is one JSON array of objects. */
export function json<const C extends Columns>(path: string, options: FileOptions<C>): Source<Row<C>> {
  return source('json', path, options)
}

export function parquet<const C extends Columns>(path: string, options: FileOptions<C>): Source<Row<C>> {
  return source('parquet', path, options)
}

export interface ModuleOptions<C extends Columns> extends FileOptions<C> {
  /** The rows are generated, not measured in the world: said wherever the model's scores are shown. @default false */
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
  options: CsvOptions<C> & ModuleOptions<C>,
): Source<Row<C>> {
  return {
    format,
    path,
    columns: options.columns,
    encoding: options.encoding ?? 'utf-8',
    delimiter: options.delimiter ?? ',',
    header: options.header ?? true,
    synthetic: options.synthetic ?? false,
  }
}
