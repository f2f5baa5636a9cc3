import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import { type Cell, type Column, cellFromText, Refusal, setCell } from './cells.ts'
import type { Row, Source } from './contract.ts'
import { CsvScanner, doubled } from './csv-scanner.ts'
import { decode, openText, type TextBytes } from './encoding.ts'
import { type Files, readChunks, shownPath } from './files.ts'
import { numberAt } from './number-at.ts'
import { listed, type Problems, shown } from './problems.ts'

/**
 * Reads the rows of one CSV file into `rows`. Rows are numbered as a spreadsheet numbers them: the first line is row 1,
 * the header included; the line is told too where line breaks in cells have set the two apart.
 *
 * A reader of our own: of the parsers on npm the fast ones cannot say in which row a quote was left open or a cell is
 * missing, and decode every cell of every column first. This one reads 30 MB in the time that they need for a third.
 */
export async function readCsv(
  source: Source,
  columns: readonly Column[],
  files: Files,
  path: string,
  problems: Problems,
  rows: Row[],
): Promise<void> {
  const text = await openText(readChunks(files, path), source.encoding, path)
  const reader = new CsvReader(source, columns, text.encoding, path, problems, rows)
  let pending: Buffer[] = []
  let pendingBytes = 0
  let wanted = 0
  for await (const chunk of text.chunks) {
    pending.push(chunk)
    pendingBytes += chunk.length
    // A record longer than a chunk is scanned again only when the bytes have doubled: linear time, however long it is.
    if (pendingBytes < wanted) continue
    const bytes = pending.length === 1 ? chunk : Buffer.concat(pending)
    const rest = bytes.subarray(reader.read(bytes, false))
    wanted = rest.length === bytes.length ? 2 * rest.length : 0
    pending = [rest]
    pendingBytes = rest.length
  }
  reader.read(Buffer.concat(pending), true)
  reader.end()
}

class CsvReader {
  readonly #source: Source
  readonly #columns: readonly Column[]
  readonly #encoding: TextBytes['encoding']
  readonly #path: string
  readonly #problems: Problems
  readonly #rows: Row[]
  readonly #scanner: CsvScanner
  /** Which cell of a record each column is; undefined until the header was read. */
  #places: readonly number[] | undefined
  #width: number
  #row = 0
  #line = 1

  constructor(
    source: Source,
    columns: readonly Column[],
    encoding: TextBytes['encoding'],
    path: string,
    problems: Problems,
    rows: Row[],
  ) {
    this.#source = source
    this.#columns = columns
    this.#encoding = encoding
    this.#path = path
    this.#problems = problems
    this.#rows = rows
    this.#scanner = new CsvScanner(source.delimiter)
    this.#places = source.header ? undefined : columns.map((_, at) => at)
    this.#width = columns.length
  }

  /** Reads all whole records in `bytes`; gives how many bytes that were. */
  read(bytes: Buffer, isLast: boolean): number {
    const scanner = this.#scanner
    const checkEach = bytes.includes(0) || (this.#encoding === 'utf-8' && !isUtf8(wholeCharacters(bytes, isLast)))
    let at = 0
    while (at < bytes.length) {
      const next = scanner.scan(bytes, at, isLast)
      if (next < 0) break
      this.#row++
      if (checkEach) this.#checkBytes(bytes.subarray(at, next))
      const isBlank = scanner.cells === 1 && scanner.ends[0]! === at
      if (!isBlank) this.#readRecord(bytes)
      this.#line += scanner.lineBreaks + 1
      at = next
    }
    return at
  }

  /** @throws INVALID_DATA where the file has not even a header. */
  end(): void {
    if (this.#places) return
    throw new SlipwayError('INVALID_DATA', `${shownPath(this.#path)} is empty; expected a header line and rows.`)
  }

  #readRecord(bytes: Buffer): void {
    const { cells, fault, faultCell } = this.#scanner
    if (fault) this.#refuseQuotes(bytes, fault, faultCell)
    else if (!this.#places) this.#places = this.#readHeader(bytes)
    else if (cells !== this.#width) {
      const width = this.#source.header ? `the header has ${this.#width}` : `${this.#width} columns are named`
      this.#problems.add(() => this.#place(), `has ${cells} ${cells === 1 ? 'cell' : 'cells'}, ${width}`)
    } else this.#readRow(bytes, this.#places)
  }

  #readRow(bytes: Buffer, places: readonly number[]): void {
    const row: Record<string, Cell> = {}
    const columns = this.#columns
    let isGood = true
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!
      const cell = this.#readCell(bytes, column, places[c]!)
      if (cell instanceof Refusal) {
        this.#problems.add(() => `${this.#place()}, column ${shown(column.name)}`, cell.reason)
        isGood = false
      } else setCell(row, column.name, cell)
    }
    if (isGood) this.#rows.push(row as Row)
  }

  #readCell(bytes: Buffer, column: Column, at: number): Cell | Refusal {
    if (column.type === 'number' || column.type === 'integer') {
      const value = numberAt(bytes, this.#scanner.starts[at]!, this.#scanner.ends[at]!)
      if (column.type === 'number' ? !Number.isNaN(value) : Number.isInteger(value)) return value
    }
    return cellFromText(column, this.#text(bytes, at))
  }

  #readHeader(bytes: Buffer): number[] {
    const names = Array.from({ length: this.#scanner.cells }, (_, at) => this.#text(bytes, at))
    this.#width = names.length
    const faults = this.#columns.flatMap(({ name }) => {
      const count = names.filter((other) => other === name).length
      if (count === 1) return []
      return [count === 0 ? `there is no column ${shown(name)}` : `${count} columns are called ${shown(name)}`]
    })
    if (faults.length > 0) {
      const hint = names.length === 1 ? delimiterHint(names[0]!, this.#source.delimiter) : ''
      const message = `${shownPath(this.#path)}: ${faults.join(', ')}; its header has ${listed(names)}.${hint}`
      throw new SlipwayError('INVALID_DATA', message)
    }
    return this.#columns.map(({ name }) => names.indexOf(name))
  }

  #text(bytes: Buffer, cell: number): string {
    const { starts, ends, kinds } = this.#scanner
    const text = decode(bytes, starts[cell]!, ends[cell]!, this.#encoding)
    return kinds[cell] === doubled ? text.replaceAll('""', '"') : text
  }

  #refuseQuotes(bytes: Buffer, fault: string, cell: number): void {
    const { starts, ends } = this.#scanner
    const start = shown(decode(bytes, starts[cell]!, Math.min(ends[cell]!, starts[cell]! + 80), this.#encoding))
    const message =
      fault === 'unclosed quote'
        ? `a quote opens here and never closes: ${start}`
        : `text follows the closing quote of ${start}; a quote inside a quoted cell is written twice`
    this.#problems.add(() => `${this.#place()}, cell ${cell + 1}`, message)
    // Without a header no cell can be found.
    if (!this.#places) this.#problems.throwIfAny()
  }

  /** @throws INVALID_DATA at the first bytes that are no text: what follows would be guesswork. */
  #checkBytes(record: Buffer): void {
    if (record.includes(0)) {
      const message = `a NUL byte; the file is damaged, or UTF-16 (then say encoding: 'utf-16le')`
      throw new SlipwayError('INVALID_DATA', `${this.#place()}: ${message}.`)
    }
    if (this.#encoding !== 'utf-8' || isUtf8(record)) return
    const [byte, before] = firstInvalid(record)
    const hex = `0x${byte.toString(16).toUpperCase()}`
    const message = `byte ${hex} after ${shown(before)} is not UTF-8; a file from Windows is read with encoding: 'windows-1252'`
    throw new SlipwayError('INVALID_DATA', `${this.#place()}: ${message}.`)
  }

  #place(): string {
    const line = this.#line === this.#row ? '' : ` (line ${this.#line})`
    return `${shownPath(this.#path)}, row ${this.#row}${line}`
  }
}

/** Without the last character where its bytes are not all there yet. */
function wholeCharacters(bytes: Buffer, isLast: boolean): Buffer {
  if (isLast) return bytes
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}

/** The first byte that is not UTF-8, and a few words before it. */
function firstInvalid(record: Buffer): [byte: number, before: string] {
  let at = 0
  for (;;) {
    const lead = record[at]!
    const next = at + (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4)
    if (!isUtf8(record.subarray(at, next))) break
    at = next
  }
  const before = new TextDecoder().decode(record.subarray(Math.max(0, at - 24), at))
  return [record[at]!, before.replace(/^\ufffd+/, '').slice(-20)]
}

function delimiterHint(header: string, delimiter: string): string {
  const other = [';', '\t', ',', '|'].find((char) => char !== delimiter && header.includes(char))
  return other ? ` Is ${shown(other)} between its cells? Then say delimiter: ${shown(other)}.` : ''
}
