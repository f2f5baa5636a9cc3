import { isAscii, isUtf8 } from 'node:buffer'
import { shown } from '../values.ts'
import type { Problems } from './problems.ts'
import { firstInvalid } from './utf8.ts'

/** As many as the problems of a table that are shown. */
const keptAtMost = 10

/**
 * Rows of a UTF-8 file whose bytes are not UTF-8. What to do depends on the rest of the file, so it is said at the end:
 * where other rows have letters beyond ASCII that are good UTF-8, these few rows are damaged; where none has, the file
 * is in another encoding.
 */
export class StrayBytes {
  #goodRows = 0
  #badRows = 0
  readonly #kept: { readonly place: string; readonly record: Buffer }[] = []

  /** Whether a record is good; remembers it where it is not. */
  check(record: Buffer, place: () => string): boolean {
    if (isUtf8(record)) {
      if (!isAscii(record)) this.#goodRows++
      return true
    }
    this.#badRows++
    if (this.#kept.length < keptAtMost) this.#kept.push({ place: place(), record: Buffer.from(record) })
    return false
  }

  /** Tells of bytes that were good as a whole. */
  sawGood(bytes: Buffer): void {
    if (this.#goodRows === 0 && !isAscii(bytes)) this.#goodRows++
  }

  report(problems: Problems): void {
    const remedy =
      this.#goodRows > 0
        ? 'other rows of this file are, so correct this one'
        : "a file from Windows is read with encoding: 'windows-1252'"
    for (let row = 0; row < this.#badRows; row++) {
      const { place, record } = this.#kept[row] ?? { place: '', record: undefined }
      problems.add(() => place, record === undefined ? '' : `${whatIsWrong(record)}; ${remedy}`)
    }
  }
}

function whatIsWrong(record: Buffer): string {
  const [byte, before] = firstInvalid(record)
  return `byte 0x${byte.toString(16).toUpperCase()} after ${shown(before)} is not UTF-8`
}
