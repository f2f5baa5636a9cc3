import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SlipwayError } from '../errors.ts'
import { parseColumns } from './column.ts'
import type { Row, Source, Table } from './contract.ts'
import { readCsv } from './csv.ts'
import { checkDelimiter } from './csv-scanner.ts'
import { findFiles, shownPath } from './files.ts'
import { readJson, readJsonLines } from './json.ts'
import { ObjectRows } from './object-rows.ts'
import { Problems } from './problems.ts'
import { readModule } from './rows-module.ts'
import { checkSpelling } from './spelling.ts'
import { checkUnits } from './units.ts'

export interface ReadOptions {
  /** The folder that the sources' paths are relative to. */
  readonly folder: string
  /** Called now and then with the share of the bytes read, from 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/**
 * Reads the first of the sources that exists, every row checked against its columns. Where the source leaves out rows
 * that do not fit, at most half of them may.
 * @throws DATA_NOT_FOUND where none exists; INVALID_DATA with all that is wrong with the rows.
 */
export async function readTable<R = Row>(
  sources: Source<R> | readonly Source<R>[],
  { folder, onProgress = () => {} }: ReadOptions,
): Promise<Table<R>> {
  const { source, path } = await firstThatExists(Array.isArray(sources) ? sources : [sources], folder)
  const problems = new Problems()
  const table = await readRows(source, path, problems, onProgress).catch((error) => refuseUnreadable(error, path))
  const leavesOut = source.badRows === 'leave out' && problems.rows > 0
  if (!leavesOut || problems.rows > table.rows.length) problems.throwIfAny()
  if (table.rows.length === 0) throw new SlipwayError('INVALID_DATA', `${shownPath(path)} has no rows.`)
  const leftOut = { rows: problems.rows, reasons: problems.lines }
  return { ...(table as Table<R>), synthetic: source.synthetic, sample: source.sample, ...(leavesOut && { leftOut }) }
}

async function firstThatExists(sources: readonly Source[], folder: string): Promise<{ source: Source; path: string }> {
  const tried: string[] = []
  for (const source of sources) {
    const path = resolve(folder, source.path)
    try {
      await stat(path)
      return { source, path }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        return refuseUnreadable(error, path)
      }
      tried.push(shownPath(path))
    }
  }
  const message =
    tried.length === 1
      ? `There is no data: ${tried[0]} does not exist.`
      : `There is no data: none of these exists: ${tried.join(', ')}.`
  throw new SlipwayError('DATA_NOT_FOUND', `${message} Put a file there, or name one with --data FILE.`)
}

/** What the file system says, said with the path; anything else goes on as it is. */
function refuseUnreadable(error: unknown, path: string): never {
  const { syscall, message } = error as NodeJS.ErrnoException
  if (syscall === undefined) throw error
  throw new SlipwayError('DATA_NOT_FOUND', `${shownPath(path)} cannot be read (${message}).`, { cause: error })
}

async function readRows(
  source: Source,
  path: string,
  problems: Problems,
  onProgress: (share: number) => void,
): Promise<Omit<Table, 'synthetic' | 'sample'>> {
  checkSpelling(source.spelling)
  const columns = parseColumns(source.columns, source.spelling)
  if (source.format === 'csv') checkDelimiter(source.delimiter)
  const objects = new ObjectRows(columns, problems)
  if (source.format === 'module') {
    const { name, sha256 } = await readModule(path, objects)
    objects.checkColumns(name)
    onProgress(1)
    return { rows: objects.rows, name, sha256 }
  }
  const files = await findFiles(path, source.format, onProgress)
  for (const part of files.paths) {
    const reading = { source, columns, path: part, problems, rows: objects.rows }
    if (source.format === 'csv') await readCsv(files, reading)
    else if (source.format === 'json') await readJson(source, files, part, objects)
    else if (source.format === 'jsonl') await readJsonLines(source, files, part, objects)
    else if (source.format === 'excel') {
      const { readExcel } = await import('./excel.ts')
      await readExcel(source, files, part, objects)
    } else {
      // Loaded for the files that need it: every command that reads data starts without.
      const { readParquet } = await import('./parquet.ts')
      await readParquet(columns, files, part, objects)
    }
  }
  objects.checkColumns(shownPath(path))
  checkUnits(columns, objects.rows, shownPath(path), problems)
  return { rows: objects.rows, name: files.name, sha256: files.hash.digest('hex') }
}
