import { readFile } from 'node:fs/promises'
import { readColumnNames } from '../../data/column-names.ts'
import type { Source } from '../../data/contract.ts'
import { csv, readTable, sourceForFile, toCsvLine } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'
import type { ValuePrediction } from '../../model/contract.ts'
import type { InputColumn } from '../../model/table-input.ts'
import { isRecord } from '../../values.ts'
import { checkHasColumns, toTableRows } from './table-cells.ts'

/** A file of inputs, and how it is written again with the answers beside them. */
export interface InputFile {
  readonly inputs: readonly unknown[]
  /** @param keepFormulas of CSV: texts that a spreadsheet would run stay as they are */
  print(predictions: readonly object[], keepFormulas?: boolean): string
}

/** Reads CSV (every column kept) or JSON lines. @throws DATA_NOT_FOUND, INVALID_DATA, USAGE */
export async function readInputFile(
  file: string,
  column: string | undefined,
  tableColumns?: readonly InputColumn[],
): Promise<InputFile> {
  const read = /\.(jsonl|ndjson)$/i.test(file) ? readLines : readCsvFile
  return await read(file, column, tableColumns)
}

async function readCsvFile(
  file: string,
  column: string | undefined,
  tableColumns: readonly InputColumn[] | undefined,
): Promise<InputFile> {
  const source = sourceForFile<never>(csv(file, { columns: {} }) as Source<never>, file)
  if (source.format !== 'csv')
    throw new SlipwayError('USAGE', `${file}: expected CSV (.csv, .tsv) or JSON lines (.jsonl, .ndjson).`)
  const names = await readColumnNames(source)
  if (tableColumns) checkHasColumns(file, tableColumns, names)
  const text = tableColumns ? '' : chooseColumn(file, names, column)
  const columns = Object.fromEntries(names.map((name) => [name, 'text?'] as const))
  const { rows } = await readTable({ ...source, columns } as Source, { folder: '.' })
  return {
    inputs: tableColumns ? toTableRows(file, tableColumns, rows) : rows.map((row) => row[text] ?? ''),
    print(predictions, keepFormulas) {
      const answers = predictions.map(flatten)
      const added = Object.keys(answers[0] ?? {})
      const lines = rows.map((row, i) => [
        ...names.map((name) => row[name]),
        ...added.map((name) => answers[i]?.[name]),
      ])
      return [[...names, ...added], ...lines].map((cells) => toCsvLine(cells, source.delimiter, keepFormulas)).join('')
    },
  }
}

async function readLines(
  file: string,
  column: string | undefined,
  tableColumns: readonly InputColumn[] | undefined,
): Promise<InputFile> {
  const lines = await readFile(file, 'utf8').catch((cause) => {
    throw new SlipwayError('DATA_NOT_FOUND', `${file} does not exist or cannot be read.`, { cause })
  })
  const rows = lines.split(/\r?\n/).flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, file, i + 1)]))
  const names = Object.keys(rows[0] ?? {})
  if (tableColumns) checkHasColumns(file, tableColumns, names)
  const text = tableColumns ? '' : chooseColumn(file, names, column)
  return {
    inputs: tableColumns
      ? rows.map((row) => Object.fromEntries(tableColumns.map(({ name }) => [name, row[name] ?? null])))
      : rows.map((row) => row[text]),
    print: (predictions) =>
      rows.map((row, i) => `${JSON.stringify({ ...row, ...flatten(predictions[i] ?? {}) })}\n`).join(''),
  }
}

function parseLine(line: string, file: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (isRecord(value)) return value
  } catch {
    // Said below, as for JSON that is no object.
  }
  throw new SlipwayError('INVALID_DATA', `${file}, line ${number}: expected a JSON object, got ${line.slice(0, 80)}`)
}

function chooseColumn(file: string, names: readonly string[], column: string | undefined): string {
  const only = names.length === 1 ? names[0] : names.find((name) => name === 'text')
  const chosen = column ?? only
  if (chosen !== undefined && names.includes(chosen)) return chosen
  const hint = column === undefined ? ' Name the one to read with --text COLUMN.' : didYouMean(column, names)
  const what = column === undefined ? 'which column holds the text?' : `there is no column "${column}".`
  throw new SlipwayError('USAGE', `${file}: ${what} It has ${names.join(', ')}.${hint}`)
}

/**
 * A prediction as columns: `predicted_label` and `probability_<label>`, or `predicted_value`, `interval_lower` and
 * `interval_upper`; and the rest under its own name.
 */
function flatten(prediction: object): Record<string, unknown> {
  if ('value' in prediction) return flattenValue(prediction as ValuePrediction)
  const { label, probabilities, ...rest } = prediction as { label?: unknown; probabilities?: object }
  const shares = Object.entries(probabilities ?? {}).map(([name, share]) => [`probability_${name}`, share])
  return { predicted_label: label, ...Object.fromEntries(shares), ...rest }
}

function flattenValue({ value, interval, ...rest }: ValuePrediction): Record<string, unknown> {
  const [lower, upper] = interval ?? []
  return { predicted_value: value, ...(interval && { interval_lower: lower, interval_upper: upper }), ...rest }
}
