import { SlipwayError } from '../errors.ts'

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** How a cell is written. */
const plain = 0
const quoted = 1
/** Quoted, with quotes inside, each written twice. */
export const doubled = 2

export type CsvFault = 'unclosed quote' | 'text after quote'

/** @throws INVALID_SERVICE where it could not be told from the rest of the file. */
export function checkDelimiter(delimiter: string): void {
  if (delimiter.length === 1 && delimiter <= '\x7f' && !'"\r\n\0'.includes(delimiter)) return
  const message = `A delimiter of cells is one ASCII character other than a quote or a line end, got ${JSON.stringify(delimiter)}.`
  throw new SlipwayError('INVALID_SERVICE', message)
}

/**
 * Finds the cells of one record after another in bytes, by RFC 4180: cells between delimiters, records between line
 * ends (LF, CRLF or CR), and both may stand inside double quotes. A quote inside an unquoted cell stands for itself.
 *
 * It gives byte ranges and decodes nothing, so that cells of columns that nobody asked for cost no more than the look
 * at their bytes, and no cell keeps the bytes of its neighbours in memory.
 */
export class CsvScanner {
  /** Cells of the record scanned last; cell i is bytes `starts[i]` to `ends[i]`, written as `kinds[i]` says. */
  cells = 0
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  kinds = new Uint8Array(64)
  /** Line feeds inside the record's quotes. */
  lineBreaks = 0
  /** What is wrong with its quotes, and in which cell. */
  fault: CsvFault | undefined
  faultCell = 0

  readonly #delimiter: number
  #searched: Uint8Array | undefined
  #nextLineFeed = 0

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /**
   * Scans the record that starts at `from`.
   * @param isLast whether no more bytes follow `bytes`: its end then ends the record
   * @returns where the next record starts; −1 where `bytes` end before the record does
   */
  scan(bytes: Uint8Array, from: number, isLast: boolean): number {
    const delimiter = this.#delimiter
    const length = bytes.length
    let at = from
    this.cells = 0
    this.lineBreaks = 0
    this.fault = undefined
    for (;;) {
      if (bytes[at] === quote) at = this.#scanQuoted(bytes, at + 1, isLast)
      else {
        const start = at
        while (at < length) {
          const byte = bytes[at]!
          if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break
          at++
        }
        this.#addCell(start, at, plain)
      }
      if (at < 0) return -1
      if (at >= length) return isLast ? length : -1
      const byte = bytes[at++]!
      if (byte === lineFeed) return at
      if (byte === carriageReturn) {
        if (at >= length) return isLast ? length : -1
        return bytes[at] === lineFeed ? at + 1 : at
      }
    }
  }

  /** From behind the opening quote to behind the cell; −1 where the bytes end before. */
  #scanQuoted(bytes: Uint8Array, start: number, isLast: boolean): number {
    const length = bytes.length
    let at = start
    let kind = quoted
    for (;;) {
      // Most of a file of texts lies between quotes: the search for the closing one is left to native code.
      at = bytes.indexOf(quote, at)
      if (at < 0) {
        if (!isLast) return -1
        this.#addFault('unclosed quote')
        at = length
        break
      }
      if (at + 1 >= length && !isLast) return -1
      if (bytes[at + 1] !== quote) break
      kind = doubled
      at += 2
    }
    this.#addCell(start, at, kind)
    this.#countLineBreaks(bytes, start, at)
    at++
    while (at < length) {
      const byte = bytes[at]!
      if (byte === this.#delimiter || byte === lineFeed || byte === carriageReturn) break
      if (!this.fault) {
        this.#addFault('text after quote')
        this.faultCell = this.cells - 1
      }
      at++
    }
    return at
  }

  #addCell(start: number, end: number, kind: number): void {
    if (this.cells === this.starts.length) this.#grow()
    this.starts[this.cells] = start
    this.ends[this.cells] = end
    this.kinds[this.cells] = kind
    this.cells++
  }

  /** One search finds the next line feed for all the cells before it. */
  #countLineBreaks(bytes: Uint8Array, start: number, end: number): void {
    if (this.#searched !== bytes || this.#nextLineFeed < start) this.#searchLineFeed(bytes, start)
    while (this.#nextLineFeed < end) {
      this.lineBreaks++
      this.#searchLineFeed(bytes, this.#nextLineFeed + 1)
    }
  }

  #searchLineFeed(bytes: Uint8Array, from: number): void {
    const found = bytes.indexOf(lineFeed, from)
    this.#searched = bytes
    this.#nextLineFeed = found < 0 ? bytes.length : found
  }

  #addFault(fault: CsvFault): void {
    this.fault = fault
    this.faultCell = this.cells
  }

  #grow(): void {
    const double = <A extends Int32Array | Uint8Array>(array: A, bigger: A): A => {
      bigger.set(array)
      return bigger
    }
    this.starts = double(this.starts, new Int32Array(this.starts.length * 2))
    this.ends = double(this.ends, new Int32Array(this.ends.length * 2))
    this.kinds = double(this.kinds, new Uint8Array(this.kinds.length * 2))
  }
}
