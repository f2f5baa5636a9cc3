import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import { type Cell, type Column, cellFromText, Refusal, setCell } from './cells.ts'
import type { Row, Source } from './contract.ts'
import { CsvScanner, doubled } from './csv-scanner.ts'
import { decode, type TextBytes } from './encoding.ts'
import { shownPath } from './files.ts'
import { numberAt } from './number-at.ts'
import { listed, type Problems, shown } from './problems.ts'
import { firstInvalid, wholeCharacters } from './utf8.ts'

/** Turns bytes into checked rows, one record after the other, and says of the others what is wrong and where. */
export class CsvReader {
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
    return cellFromText(column, cellText(this.#scanner, bytes, at, this.#encoding))
  }

  #readHeader(bytes: Buffer): number[] {
    const names = cellTexts(this.#scanner, bytes, this.#encoding)
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

/** All cells of the record that was scanned last, as text. */
export function cellTexts(scanner: CsvScanner, bytes: Buffer, encoding: TextBytes['encoding']): string[] {
  return Array.from({ length: scanner.cells }, (_, cell) => cellText(scanner, bytes, cell, encoding))
}

function cellText(scanner: CsvScanner, bytes: Buffer, cell: number, encoding: TextBytes['encoding']): string {
  const text = decode(bytes, scanner.starts[cell]!, scanner.ends[cell]!, encoding)
  return scanner.kinds[cell] === doubled ? text.replaceAll('""', '"') : text
}

function delimiterHint(header: string, delimiter: string): string {
  const other = [';', '\t', ',', '|'].find((char) => char !== delimiter && header.includes(char))
  return other ? ` Is ${shown(other)} between its cells? Then say delimiter: ${shown(other)}.` : ''
}
