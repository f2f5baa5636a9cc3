import { isAscii } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import type { Source } from './contract.ts'
import { shownPath } from './files.ts'

/** Bytes in which every ASCII byte stands for itself, so that commas and quotes can be found before decoding. */
export interface TextBytes {
  readonly encoding: 'utf-8' | 'windows-1252' | 'latin1'
  readonly chunks: AsyncIterable<Buffer>
}

/**
 * Takes the byte-order mark off, which wins over the declared encoding, and turns UTF-16 into UTF-8.
 * @throws INVALID_DATA where UTF-16 is broken.
 */
export async function openText(
  source: AsyncIterable<Buffer>,
  declared: Source['encoding'],
  path: string,
): Promise<TextBytes> {
  const rest = source[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 3) {
    const next = await rest.next()
    if (next.done) break
    first = next.value.length < 3 || first.length > 0 ? Buffer.concat([first, next.value]) : next.value
  }
  const mark = byteOrderMarks.find(({ bytes }) => bytes.every((byte, at) => first[at] === byte))
  const encoding = mark?.encoding ?? declared
  const chunks = continued(first.subarray(mark?.bytes.length ?? 0), rest)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return { encoding: 'utf-8', chunks: toUtf8(chunks, encoding, path) }
  }
  return { encoding, chunks }
}

/** Text of a range of bytes that are known to be valid in the encoding. */
export function decode(bytes: Buffer, start: number, end: number, encoding: TextBytes['encoding']): string {
  if (encoding === 'utf-8') return bytes.toString('utf8', start, end)
  const text = bytes.toString('latin1', start, end)
  if (encoding === 'latin1' || isAscii(bytes.subarray(start, end))) return text
  return text.replace(/[\x80-\x9f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80]!)
}

/** What windows-1252 has at 0x80 to 0x9F; five codes are unassigned and stay control characters, as in browsers. */
const windows1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

const byteOrderMarks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    // Whoever stops at the first piece has the file closed as well.
    await rest.return?.()
  }
}

async function* toUtf8(
  chunks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
  path: string,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `${shownPath(path)} is not ${encoding.toUpperCase()}, or cut off in the middle of a character.`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
}
