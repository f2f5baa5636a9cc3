/** Rows from files, each checked against its columns. Used by training and the command line, never by a server. */
export type { CellType, Columns, ColumnType, Row, Source, Table } from './contract.ts'
export { type GuessedColumn, type GuessedTable, guessColumns } from './guess-columns.ts'
export type { GuessOptions } from './guess-options.ts'
export { type ReadOptions, readTable } from './read-table.ts'
export { type CsvOptions, csv, excel, json, jsonLines, parquet, rowsFrom, tsv } from './source.ts'
export { sourceForFile } from './source-for-file.ts'
export { toCsvLine } from './to-csv-line.ts'
