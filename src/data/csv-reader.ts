import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import { cellFromText } from './cells.ts'
import { type Cell, type Column, Refusal, setCell } from './column.ts'
import type { Row, Source } from './contract.ts'
import { placesInHeader } from './csv-header.ts'
import { CsvScanner, doubled } from './csv-scanner.ts'
import { decode, type TextBytes } from './encoding.ts'
import { shownPath } from './files.ts'
import { numberAt } from './number-at.ts'
import type { Problems } from './problems.ts'
import { StrayBytes } from './stray-bytes.ts'
import { wholeCharacters } from './utf8.ts'

/** What a reader of one file works with. */
export interface CsvReading {
  readonly source: Source
  readonly columns: readonly Column[]
  readonly encoding: TextBytes['encoding']
  readonly path: string
  /** What is wrong with single rows. */
  readonly problems: Problems
  /** Where the rows go. */
  readonly rows: Row[]
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Turns bytes into checked rows, one record after the other, and says of the others what is wrong and where. */
export class CsvReader {
  readonly #source: Source
  readonly #columns: readonly Column[]
  readonly #encoding: TextBytes['encoding']
  readonly #path: string
  readonly #problems: Problems
  readonly #rows: Row[]
  readonly #comment: number
  readonly #point: number
  readonly #strayBytes = new StrayBytes()
  #scanner: CsvScanner
  /** Which cell of a record each column is; undefined until the header was read. */
  #places: readonly number[] | undefined
  #header = Buffer.alloc(0)
  #width: number
  #row = 0
  #line = 1

  constructor({ source, columns, encoding, path, problems, rows }: CsvReading) {
    this.#source = source
    this.#columns = columns
    this.#encoding = encoding
    this.#path = path
    this.#problems = problems
    this.#rows = rows
    this.#comment = source.comment === '' ? -1 : source.comment.charCodeAt(0)
    this.#point = source.spelling.decimal.charCodeAt(0)
    this.#scanner = new CsvScanner(source.delimiter)
    this.#places = source.header ? undefined : columns.map((_, at) => at)
    this.#width = columns.length
  }

  /** Reads all whole records in `bytes`; gives how many bytes that were. */
  read(bytes: Buffer, isLast: boolean): number {
    const whole = wholeCharacters(bytes, isLast)
    const isGood = this.#encoding !== 'utf-8' || isUtf8(whole)
    if (isGood) this.#strayBytes.sawGood(whole)
    const checkEach = !isGood || bytes.includes(0)
    let at = 0
    while (at < bytes.length) {
      const next = this.#afterRecord(bytes, at, isLast)
      if (next < 0) break
      this.#row++
      const isFit = !checkEach || this.#checkBytes(bytes.subarray(at, next))
      if (isFit && !this.#isBlank(at)) this.#readRecord(bytes, at, next)
      this.#line += this.#scanner.lineBreaks + 1
      at = next
    }
    return at
  }

  /** @throws INVALID_DATA where the file has not even a header. */
  end(): void {
    this.#strayBytes.report(this.#problems)
    if (this.#places) return
    throw new SlipwayError('INVALID_DATA', `${shownPath(this.#path)} is empty; expected a header line and rows.`)
  }

  /** Scans a record, or passes over a line that is none: it then has no cells. */
  #afterRecord(bytes: Buffer, at: number, isLast: boolean): number {
    if (this.#row === 0) {
      const separator = separatorLine(bytes.toString('latin1', at, Math.min(at + 12, bytes.length)))
      if (separator !== undefined) this.#scanner = new CsvScanner(separator)
      if (separator !== undefined) return this.#afterLine(bytes, at, isLast)
    }
    if (bytes[at] === this.#comment) return this.#afterLine(bytes, at, isLast)
    return this.#scanner.scan(bytes, at, isLast)
  }

  /** Quotes in a comment open nothing. */
  #afterLine(bytes: Buffer, from: number, isLast: boolean): number {
    this.#scanner.cells = 0
    this.#scanner.lineBreaks = 0
    for (let at = from; at < bytes.length; at++) {
      if (bytes[at] === lineFeed) return at + 1
      if (bytes[at] !== carriageReturn) continue
      if (at + 1 < bytes.length) return bytes[at + 1] === lineFeed ? at + 2 : at + 1
    }
    return isLast ? bytes.length : -1
  }

  /** Whether the line has nothing on it, not even quotes; or was passed over. */
  #isBlank(start: number): boolean {
    const { cells, ends } = this.#scanner
    return cells === 0 || (cells === 1 && ends[0] === start)
  }

  #readRecord(bytes: Buffer, start: number, end: number): void {
    const { cells, fault, faultCell } = this.#scanner
    if (fault) this.#refuseQuotes(bytes, fault, faultCell)
    else if (!this.#places) {
      this.#places = this.#readHeader(bytes)
      this.#header = Buffer.from(bytes.subarray(start, end))
    } else if (end - start === this.#header.length && cells > 1 && this.#header.equals(bytes.subarray(start, end))) {
      this.#refuse('repeats the header')
    } else if (cells !== this.#width && !this.#hasBlankRest()) {
      const width = this.#source.header
        ? `the header has ${this.#source.rowNames ? this.#width - 1 : this.#width}`
        : `${this.#width} columns are named`
      this.#refuse(`has ${cells} ${cells === 1 ? 'cell' : 'cells'}, ${width}${this.#hintFor(bytes, start)}`)
    } else this.#readRow(bytes, this.#places)
  }

  /** Whether a row is only longer by delimiters at its end. */
  #hasBlankRest(): boolean {
    const { cells, starts, ends } = this.#scanner
    if (cells < this.#width) return false
    for (let cell = this.#width; cell < cells; cell++) if (ends[cell] !== starts[cell]) return false
    return true
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
    else this.#problems.rows++
  }

  #readCell(bytes: Buffer, column: Column, at: number): Cell | Refusal {
    if (column.type === 'number' || column.type === 'integer') {
      const value = numberAt(bytes, this.#scanner.starts[at]!, this.#scanner.ends[at]!, this.#point)
      if (column.type === 'number' ? !Number.isNaN(value) : Number.isInteger(value)) return value
    }
    return cellFromText(column, cellText(this.#scanner, bytes, at, this.#encoding))
  }

  #readHeader(bytes: Buffer): number[] {
    const names = cellTexts(this.#scanner, bytes, this.#encoding)
    const shift = this.#source.rowNames ? 1 : 0
    this.#width = names.length + shift
    const place = { file: shownPath(this.#path), delimiter: this.#source.delimiter }
    return placesInHeader(this.#columns, names, place).map((at) => at + shift)
  }

  #refuseQuotes(bytes: Buffer, fault: string, cell: number): void {
    const { starts, ends } = this.#scanner
    const start = shown(decode(bytes, starts[cell]!, Math.min(ends[cell]!, starts[cell]! + 80), this.#encoding))
    const message =
      fault === 'unclosed quote'
        ? `a quote opens here and never closes: ${start}`
        : `text follows the closing quote of ${start}; a quote inside a quoted cell is written twice`
    this.#problems.add(() => `${this.#place()}, cell ${cell + 1}`, message)
    this.#problems.rows++
    // Without a header no cell can be found.
    if (!this.#places) this.#problems.throwIfAny()
  }

  #refuse(message: string): void {
    this.#problems.add(() => this.#place(), message)
    this.#problems.rows++
  }

  #hintFor(bytes: Buffer, start: number): string {
    const sign = String.fromCharCode(bytes[start] ?? 0)
    return '#%'.includes(sign) ? `; where such lines are comments, say comment: ${shown(sign)}` : ''
  }

  /** @throws INVALID_DATA where what follows would be guesswork: at a NUL byte, or a header that is no text. */
  #checkBytes(record: Buffer): boolean {
    if (record.includes(0)) {
      const message = `a NUL byte; the file is damaged, or UTF-16 (then say encoding: 'utf-16le')`
      throw new SlipwayError('INVALID_DATA', `${this.#place()}: ${message}.`)
    }
    if (this.#encoding !== 'utf-8' || this.#strayBytes.check(record, () => this.#place())) return true
    this.#problems.rows++
    if (this.#places) return false
    this.#strayBytes.report(this.#problems)
    this.#problems.throwIfAny()
    return false
  }

  #place(): string {
    const line = this.#line === this.#row ? '' : ` (line ${this.#line})`
    return `${shownPath(this.#path)}, row ${this.#row}${line}`
  }
}

/** The delimiter that a first line `sep=;` names, as Excel writes and reads it. */
export function separatorLine(start: string): string | undefined {
  return /^"?sep=([^"\r\n])"?[\r\n]/i.exec(start)?.[1]
}

/** All cells of the record that was scanned last, as text. */
export function cellTexts(scanner: CsvScanner, bytes: Buffer, encoding: TextBytes['encoding']): string[] {
  return Array.from({ length: scanner.cells }, (_, cell) => cellText(scanner, bytes, cell, encoding))
}

function cellText(scanner: CsvScanner, bytes: Buffer, cell: number, encoding: TextBytes['encoding']): string {
  const text = decode(bytes, scanner.starts[cell]!, scanner.ends[cell]!, encoding)
  return scanner.kinds[cell] === doubled ? text.replaceAll('""', '"') : text
}
