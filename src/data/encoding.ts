import { isAscii } from 'node:buffer'
import { SlipwayError } from '../errors.ts'
import type { Encoding } from './contract.ts'
import { shownPath } from './files.ts'
import { decodeChunks } from './transcode.ts'

/** Bytes in which every ASCII byte stands for itself, so that commas and quotes can be found before decoding. */
export interface TextBytes {
  readonly encoding: 'utf-8' | 'windows-1252' | 'latin1'
  readonly chunks: AsyncIterable<Buffer>
}

/**
 * Takes the byte-order mark off, which wins over the declared encoding, and turns all encodings into UTF-8 but those
 * that can be read as they are.
 * @throws INVALID_DATA where the bytes are not in the encoding; INVALID_SERVICE for an encoding that there is not
 */
export async function openText(source: AsyncIterable<Buffer>, declared: Encoding, path: string): Promise<TextBytes> {
  const rest = source[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 4) {
    const next = await rest.next()
    if (next.done) break
    first = next.value.length < 4 || first.length > 0 ? Buffer.concat([first, next.value]) : next.value
  }
  const mark = markOf(first)
  const encoding = mark?.encoding ?? encodingName(declared)
  const chunks = continued(first.subarray(mark?.bytes.length ?? 0), rest)
  if (encoding === 'utf-8' || encoding === 'windows-1252' || encoding === 'latin1') return { encoding, chunks }
  return { encoding: 'utf-8', chunks: await toUtf8(chunks, encoding, path) }
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
  // Before UTF-16, whose mark is the first half of it.
  { bytes: [0xff, 0xfe, 0, 0], encoding: 'utf-32le' },
  { bytes: [0, 0, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/** The byte-order mark that bytes begin with. */
export function markOf(bytes: Uint8Array) {
  return byteOrderMarks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))
}

/** Names that Python and Windows have for encodings, where they differ from the web's. */
const otherNames: { readonly [name: string]: string } = {
  ...{ utf8: 'utf-8', 'utf-8-sig': 'utf-8', ascii: 'utf-8', 'us-ascii': 'utf-8' },
  ...{ 'utf-16': 'utf-16le', 'utf-16-le': 'utf-16le', 'utf-16-be': 'utf-16be' },
  ...{ 'utf-32': 'utf-32le', 'utf-32-le': 'utf-32le', 'utf-32-be': 'utf-32be' },
  ...{ cp1252: 'windows-1252', ansi: 'windows-1252', 'iso-8859-1': 'latin1', 'latin-1': 'latin1' },
  ...{ 'shift-jis': 'shift_jis', sjis: 'shift_jis', cp932: 'shift_jis', cp936: 'gbk', cp949: 'euc-kr', cp950: 'big5' },
  ...{ 'mac-roman': 'macintosh' },
}

function encodingName(declared: Encoding): string {
  const name = declared.trim().toLowerCase().replaceAll('_', '-')
  return Object.hasOwn(otherNames, name) ? otherNames[name]! : name
}

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    // Whoever stops at the first piece has the file closed as well.
    await rest.return?.()
  }
}

async function toUtf8(chunks: AsyncIterable<Buffer>, encoding: string, path: string) {
  const decoder = await decodeChunks(encoding)
  if (decoder === undefined) {
    const known = 'utf-8, utf-16le, utf-32le, windows-1250 to 1258, latin1, iso-8859-2, shift_jis, gb18030, cp850, …'
    throw new SlipwayError('INVALID_SERVICE', `There is no encoding ${JSON.stringify(encoding)}; there are ${known}.`)
  }
  return (async function* () {
    try {
      for await (const chunk of chunks) yield Buffer.from(decoder.write(chunk))
      yield Buffer.from(decoder.end())
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      const message = `${shownPath(path)} is not ${encoding.toUpperCase()}, or cut off in the middle of a character.`
      throw new SlipwayError('INVALID_DATA', message, { cause: error })
    }
  })()
}
