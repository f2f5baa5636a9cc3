import type { Source } from './contract.ts'
import { cellTexts } from './csv-reader.ts'
import { CsvScanner } from './csv-scanner.ts'
import { openText } from './encoding.ts'
import { type Files, readChunks } from './files.ts'

/** How a CSV file seems to be written. */
export interface CsvDialect {
  readonly encoding: Source['encoding']
  readonly delimiter: string
  /** Whether its first line names the columns; not so where every cell of it is a number. */
  readonly header: boolean
  /** The cells of the first line. */
  readonly firstRow: readonly string[]
}

const delimiters = [',', ';', '\t', '|']
/** How many records the guess of the delimiter looks at. */
const sampledRecords = 100

/**
 * Looks how a CSV file is written: UTF-8 if all of its bytes are, else windows-1252; the delimiter that cuts its first
 * records into the same number of cells, more than one, and into the most of them.
 */
export async function sniffCsv(files: Files, path: string): Promise<CsvDialect> {
  const encoding = await sniffEncoding(files, path)
  const text = await openText(readChunks(files, path), encoding, path)
  let bytes: Buffer = Buffer.alloc(0)
  for await (const chunk of text.chunks) {
    bytes = Buffer.from(chunk)
    break
  }
  const best = delimiters
    .map((delimiter) => ({ delimiter, ...cellCounts(bytes, delimiter) }))
    .reduce((best, other) => (other.cells > best.cells ? other : best))
  const scanner = new CsvScanner(best.delimiter)
  scanner.scan(bytes, 0, true)
  const firstRow = bytes.length === 0 ? [] : cellTexts(scanner, bytes, text.encoding)
  const header = !firstRow.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
  return { encoding, delimiter: best.delimiter, header, firstRow }
}

async function sniffEncoding(files: Files, path: string): Promise<Source['encoding']> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of readChunks(files, path)) {
      // A byte-order mark decides when the file is read; without one, Latin text in UTF-16 has a zero in every pair.
      if (chunk[1] === 0 || (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) {
        return 'utf-16le'
      }
      utf8.decode(chunk, { stream: true })
    }
    utf8.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

/** The number of cells that the first records agree on; 1 where they do not. */
function cellCounts(bytes: Buffer, delimiter: string): { readonly cells: number } {
  const scanner = new CsvScanner(delimiter)
  let cells = 0
  let at = 0
  for (let record = 0; record < sampledRecords && at < bytes.length; record++) {
    const next = scanner.scan(bytes, at, false)
    if (next < 0) break
    const isBlank = scanner.cells === 1 && scanner.ends[0] === at
    at = next
    if (isBlank) continue
    if (scanner.fault || (cells > 0 && scanner.cells !== cells)) return { cells: 1 }
    cells = scanner.cells
  }
  return { cells: Math.max(cells, 1) }
}
