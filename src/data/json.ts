import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { SlipwayError } from '../errors.ts'
import type { Source } from './contract.ts'
import { decode, openText } from './encoding.ts'
import { type Files, readAll, readChunks, shownPath } from './files.ts'
import { rowsOfDocument } from './json-frame.ts'
import { parseJson } from './json-numbers.ts'
import type { RowSink } from './object-rows.ts'

const lineFeed = 0x0a

/**
 * Reads a file that is one JSON document: an array of objects, or a data frame (`rowsOfDocument`). Held in memory as a
 * whole; JSON lines are not, and are read as such where they come under this name.
 */
export async function readJson(source: Source, files: Files, path: string, rows: RowSink): Promise<void> {
  const text = await readWhole(source, files, path)
  if (isJsonLines(text))
    return readJsonLines(source, { ...files, hash: createHash('sha256'), onProgress: () => {} }, path, rows)
  const values = parseRows(text, path, rows.parse ?? parseJson)
  let row = 0
  for (const value of values) {
    const number = ++row
    rows.add(value, () => `${shownPath(path)}, row ${number}`)
  }
}

/** Reads a file with one JSON object a line; blank lines are passed over. */
export async function readJsonLines(source: Source, files: Files, path: string, rows: RowSink): Promise<void> {
  const text = await openText(readChunks(files, path), source.encoding, path)
  let line = 0
  const readLine = (bytes: Buffer): void => {
    line++
    const number = line
    const place = () => `${shownPath(path)}, line ${number}`
    const json = decode(bytes, 0, bytes.length, text.encoding)
    if (json.trim() === '') return
    try {
      if (text.encoding === 'utf-8' && !isUtf8(bytes)) rows.refuse(place, 'is not UTF-8')
      else rows.add((rows.parse ?? parseJson)(json), place)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      rows.refuse(place, `is not JSON (${error.message})`)
    }
  }
  let pending: Buffer[] = []
  for await (const chunk of text.chunks) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const last = chunk.subarray(start, end)
      readLine(pending.length === 0 ? last : Buffer.concat([...pending, last]))
      pending = []
      start = end + 1
    }
    if (start < chunk.length) pending.push(Buffer.from(chunk.subarray(start)))
  }
  if (pending.length > 0) readLine(Buffer.concat(pending))
}

async function readWhole(source: Source, files: Files, path: string): Promise<string> {
  const text = await openText(readChunks(files, path), source.encoding, path)
  const bytes = await readAll(text.chunks)
  if (bytes.length === 0) throw new SlipwayError('INVALID_DATA', `${shownPath(path)} is empty; expected a JSON array.`)
  if (text.encoding === 'utf-8' && !isUtf8(bytes)) {
    const message = `${shownPath(path)} is not UTF-8; JSON files have to be.`
    throw new SlipwayError('INVALID_DATA', message)
  }
  try {
    return decode(bytes, 0, bytes.length, text.encoding)
  } catch (error) {
    const message = `${shownPath(path)} is too large to be read as one JSON array; write it as JSON lines, one object a line.`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
}

/** One object a line: the first line is a whole value, and something follows it. */
function isJsonLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0 || !text.startsWith('{') || text.slice(end).trim() === '') return false
  try {
    parseJson(text.slice(0, end))
    return true
  } catch {
    return false
  }
}

function parseRows(text: string, path: string, parse: (text: string) => unknown): readonly unknown[] {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    const message = `${shownPath(path)} is not JSON: ${(error as Error).message}.`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
  return rowsOfDocument(value, shownPath(path))
}
