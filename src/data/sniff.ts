import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { Encoding, Source } from './contract.ts'
import { cellTexts, separatorLine } from './csv-reader.ts'
import { CsvScanner } from './csv-scanner.ts'
import { openText } from './encoding.ts'
import { type Files, readChunks, shownPath } from './files.ts'
import { sniffEncoding } from './sniff-encoding.ts'
import { looksLikeHeader } from './sniff-header.ts'

/** How a CSV file seems to be written, in the words of a source, and what has to be said about it. */
export interface CsvDialect extends Pick<Source, 'encoding' | 'delimiter' | 'header' | 'comment' | 'rowNames'> {
  /** The cells of the first record that is no comment. */
  readonly firstRow: readonly string[]
  readonly notes: readonly string[]
}

/** What the caller knows already. */
export type KnownDialect = { readonly [K in keyof Omit<CsvDialect, 'firstRow' | 'notes'>]?: CsvDialect[K] | undefined }

/** How many records the guesses look at. */
const sampledRecords = 200

/**
 * Looks how a CSV file is written: its encoding, the delimiter that cuts most records into the same number of cells,
 * and into the most of them, comments above the header, and whether there is a header at all. What is found are options
 * of the reader, which then reads the file that way and no other.
 *
 * @throws INVALID_DATA where lines above the header, or blanks between the cells, cannot be read
 */
export async function sniffCsv(files: Files, path: string, known: KnownDialect = {}): Promise<CsvDialect> {
  const sniffed = known.encoding === undefined ? await sniffEncoding(files, path) : { encoding: known.encoding }
  const { bytes, encoding } = await firstBytes(files, path, sniffed.encoding)
  const delimiters = known.delimiter === undefined ? [',', ';', '\t', '|'] : [known.delimiter]
  const comment = known.comment ?? guessComment(bytes)
  const samples = delimiters.map((delimiter) => new Sample(bytes, delimiter, comment, encoding))
  const best = samples.reduce((best, other) => (other.isBetterThan(best) ? other : best))
  const { records, cells, delimiter } = best
  const [firstRow = [], ...rest] = records
  checkFirstLine(path, best)
  const rowNames = known.rowNames ?? (cells > 2 && firstRow.length === cells - 1 && !best.endsBlank)
  const header = known.header ?? (rowNames || looksLikeHeader(firstRow, rest))
  const notes = [
    ...(sniffed.note === undefined ? [] : [sniffed.note]),
    ...(comment !== '' && known.comment === undefined
      ? [`Lines that begin with ${shown(comment)} are taken for comments.`]
      : []),
    ...(rowNames ? ['The rows begin with a name that the header has no column for; it is left out.'] : []),
    ...(header || known.header !== undefined
      ? []
      : ['The first line looks like the others and is taken for a row: the file has no header.']),
  ]
  return { encoding: sniffed.encoding, delimiter, header, comment, rowNames, firstRow, notes }
}

async function firstBytes(files: Files, path: string, encoding: Encoding) {
  const text = await openText(readChunks(files, path), encoding, path)
  let bytes: Buffer = Buffer.alloc(0)
  for await (const chunk of text.chunks) {
    bytes = Buffer.concat([bytes, chunk])
    if (bytes.length >= 1 << 18) break
  }
  return { bytes, encoding: text.encoding }
}

/** The first records, as a delimiter cuts them. */
class Sample {
  readonly delimiter: string
  readonly records: string[][] = []
  /** The number of cells that most records have. */
  readonly cells: number
  /** The share of records that have it. */
  readonly agreement: number

  constructor(bytes: Buffer, delimiter: string, comment: string, encoding: 'utf-8' | 'windows-1252' | 'latin1') {
    const separator = separatorLine(bytes.toString('latin1', 0, 12))
    this.delimiter = separator ?? delimiter
    const scanner = new CsvScanner(this.delimiter)
    let at = separator === undefined ? 0 : afterLine(bytes, 0)
    while (at < bytes.length && this.records.length < sampledRecords) {
      if (comment !== '' && bytes[at] === comment.charCodeAt(0)) at = afterLine(bytes, at)
      else {
        // A record that is cut off at the end of the sample is only looked at where it is the first.
        const next = scanner.scan(bytes, at, this.records.length === 0)
        if (next < 0) break
        const isBlank = scanner.cells === 1 && scanner.ends[0] === at
        if (!isBlank) this.records.push(cellTexts(scanner, bytes, encoding))
        at = next
      }
    }
    const rest = at < bytes.length ? bytes.subarray(at) : undefined
    if (rest !== undefined && this.records.length < sampledRecords && scanner.scan(rest, 0, true) > 0) {
      this.records.push(cellTexts(scanner, rest, encoding))
    }
    const widths = new Map<number, number>()
    for (const { length } of this.records) widths.set(length, (widths.get(length) ?? 0) + 1)
    const [width = 1, count = 1] = [...widths].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
    this.cells = width
    this.agreement = count / Math.max(1, this.records.length)
  }

  /** Whether the last cell is empty in most records: a delimiter ends each line. */
  get endsBlank(): boolean {
    const full = this.records.filter(({ length }) => length === this.cells)
    return full.filter((cells) => cells.at(-1) === '').length > full.length / 2
  }

  isBetterThan(other: Sample): boolean {
    if (this.cells === 1 || other.cells === 1) return this.cells > other.cells && this.agreement > 0.5
    // A comma that stands between digits throughout parts decimals, not cells.
    if (other.delimiter === ',' && other.#hasOnlyDecimals(this.delimiter)) return true
    if (this.delimiter === ',' && this.#hasOnlyDecimals(other.delimiter)) return false
    if (Math.abs(this.agreement - other.agreement) > 0.1) return this.agreement > other.agreement
    return this.cells > other.cells
  }

  #hasOnlyDecimals(delimiter: string): boolean {
    const lines = this.records.slice(1).map((cells) => cells.join(','))
    return lines.length > 0 && lines.every((line) => line.includes(delimiter) && !/(^|\D),|,(\D|$)/.test(line))
  }
}

function afterLine(bytes: Buffer, from: number): number {
  const end = bytes.subarray(from).findIndex((byte) => byte === 0x0a || byte === 0x0d)
  if (end < 0) return bytes.length
  return from + end + (bytes[from + end] === 0x0d && bytes[from + end + 1] === 0x0a ? 2 : 1)
}

/** `#` or `%` where the first lines begin with it and the next ones do not; a header may begin with `#` itself. */
function guessComment(bytes: Buffer): string {
  const lines = bytes
    .toString('latin1', 0, 1 << 14)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
  for (const sign of ['#', '%']) {
    const [first = '', second = ''] = lines
    if (!first.startsWith(sign)) continue
    const isHeader = !second.startsWith(sign) && widthOf(first) > 1 && widthOf(first) === widthOf(second)
    if (!isHeader && lines.some((line) => !line.startsWith(sign))) return sign
  }
  return ''
}

function widthOf(line: string): number {
  return Math.max(...[',', ';', '\t', '|'].map((delimiter) => line.split(delimiter).length))
}

/** @throws INVALID_DATA for a title above the header, and for cells that blanks part */
function checkFirstLine(path: string, { records, cells, agreement }: Sample): void {
  const [first = []] = records
  const refuse = (message: string): never => {
    throw new SlipwayError('INVALID_DATA', `${shownPath(path)}: ${message}`)
  }
  if (cells > 2 && first.length < cells - 1 && agreement > 0.5) {
    const line = shown(first.filter((cell) => cell !== '').join(' '))
    refuse(
      `the first line, ${line}, is no header: it has ${first.length} of the ${cells} cells that most lines have. Delete the lines above the header and try again.`,
    )
  }
  if (cells > 1 || records.length < 3) return
  const words = records.map(([line = '']) => line.trim().split(/\s+/).length)
  const numbers = records.slice(1).filter(([line = '']) => /^[\s\d.eE+-]+$/.test(line)).length
  if (words.every((count) => count === words[1]) && (words[1] ?? 0) > 2 && numbers > records.length / 2) {
    refuse('its cells seem to be parted by blanks. Put commas or tabs between them and try again.')
  }
}
