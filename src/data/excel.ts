import { readSheet, SheetNotFoundError } from 'read-excel-file/node'
import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { Source } from './contract.ts'
import { type Files, rawChunks, readAll, shownPath } from './files.ts'
import type { RowSink } from './object-rows.ts'

/** A sheet as rows of cells: texts, numbers, truth values, dates, null for empty ones. */
type Cells = readonly unknown[]

/**
 * Reads a sheet of an Excel file. The first row that is not empty has the names; rows are numbered as Excel numbers
 * them. What formulas gave when the file was saved are the values.
 */
export async function readExcel(source: Source, files: Files, path: string, rows: RowSink): Promise<void> {
  const { names, first, cells } = await openSheet(source, files, path)
  const columns = names ?? Object.keys(source.columns)
  cells.forEach((row, at) => {
    if (row.every((cell) => cell === null)) return
    const place = () => `${shownPath(path)}, row ${first + at}`
    const extra = row.findLastIndex((cell) => cell !== null) >= columns.length
    if (extra && names === undefined) {
      rows.refuse(place, `has ${row.length} cells, ${columns.length} columns are named`)
    } else rows.add(rowOf(columns, row), place)
  })
}

/** The names of the columns, where the sheet has a row of them; empty for a cell without one. */
export async function readExcelNames(source: Source, files: Files, path: string): Promise<readonly string[]> {
  const { names, cells } = await openSheet(source, files, path)
  return names ?? (cells[0] ?? []).map((_, at) => `column_${at + 1}`)
}

async function openSheet(source: Source, files: Files, path: string) {
  const bytes = await readAll(rawChunks(files, path))
  const sheet = await readCells(bytes, source.sheet, path)
  const start = sheet.findIndex((row) => row.some((cell) => cell !== null))
  if (start < 0) {
    throw new SlipwayError('INVALID_DATA', `${shownPath(path)}: the sheet is empty; expected names and rows.`)
  }
  if (!source.header) return { names: undefined, first: start + 1, cells: sheet.slice(start) }
  const names = (sheet[start] ?? []).map((cell) => (cell === null ? '' : textOf(cell).trim()))
  return { names, first: start + 2, cells: sheet.slice(start + 1) }
}

async function readCells(bytes: Buffer, sheet: string | number, path: string): Promise<readonly Cells[]> {
  try {
    return await readSheet(bytes, sheet, { trim: false })
  } catch (cause) {
    const why =
      cause instanceof SheetNotFoundError
        ? `it has no sheet ${shown(sheet)} (${cause.message})`
        : `it cannot be read as an Excel file of the kind .xlsx (${(cause as Error).message})`
    throw new SlipwayError('INVALID_DATA', `${shownPath(path)}: ${why}.`, { cause })
  }
}

function rowOf(names: readonly string[], cells: Cells): Record<string, unknown> {
  // Names that come twice, or are empty, name no column; the last would win otherwise.
  const entries = names.flatMap((name, at): [string, unknown][] =>
    name === '' || names.indexOf(name) !== at ? [] : [[name, plainValue(cells[at])]],
  )
  return Object.fromEntries(entries)
}

/** Excel counts days as fractions: seconds come out as a millisecond less or more. */
function plainValue(cell: unknown): unknown {
  if (!(cell instanceof Date)) return cell ?? undefined
  const second = Math.round(cell.getTime() / 1000) * 1000
  return Math.abs(cell.getTime() - second) <= 5 ? new Date(second) : cell
}

function textOf(cell: unknown): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
