import { deflateSync, gzipSync } from 'node:zlib'

/** A body made to cost a server more than it is worth. */
export interface HostileBody {
  readonly name: string
  readonly bytes: Buffer
  readonly encoding?: 'gzip' | 'deflate'
}

/** As much of a repeated text as the limit of a body lets in. */
const limitBytes = 16 * 2 ** 20

/** @param head of the body, @param tail of it, @param piece repeated in between, with its number in place of `#` */
function filled(head: string, piece: string, tail: string, bytes = limitBytes): Buffer {
  const pieces: string[] = []
  const numbered = piece.includes('#')
  let left = bytes - head.length - tail.length
  for (let i = 0; ; i++) {
    const next = numbered ? piece.replace('#', String(i)) : piece
    left -= next.length
    if (left < 0) break
    pieces.push(next)
  }
  // The last one has no comma behind it.
  pieces[pieces.length - 1] = pieces.at(-1)?.replace(/,$/, '') ?? ''
  return Buffer.from(`${head}${pieces.join('')}${tail}`)
}

/** For `POST /models/{model}/predict`. @param input one that the model takes, as JSON */
export function hostileBatches(input: string): HostileBody[] {
  const inputs = (piece: string, tail = ']}', bytes = limitBytes) => filled('{"inputs":[', piece, tail, bytes)
  const explained = '],"explain":true}'
  return [
    { name: 'as many inputs as fit', bytes: inputs(`${input},`) },
    { name: '150,000 inputs to explain', bytes: inputs(`${input},`, explained, 150_000 * (input.length + 1)) },
    { name: '200,000 inputs', bytes: inputs(`${input},`, ']}', 199_000 * (input.length + 1)) },
    { name: '900 inputs of 18 KB to explain', bytes: inputs(`"${'good #day, '.repeat(1600)}",`, explained) },
    { name: 'inputs of 49,000 characters', bytes: inputs(`"${'an odd #word '.repeat(3500)}",`) },
    { name: 'empty objects', bytes: inputs('{},') },
    { name: 'empty lists', bytes: inputs('[],') },
    { name: 'numbers', bytes: inputs('1,') },
    { name: 'an object of its own shape for each input', bytes: inputs('{"k#":1.5},') },
    { name: 'one input of a million keys', bytes: filled('{"inputs":[{', '"k#":1,', '}]}') },
    { name: 'one input of 16 MB', bytes: filled('{"inputs":["', 'a', '"]}') },
    { name: 'one input of escapes', bytes: filled('{"inputs":["', '\\u20ac', '"]}') },
    { name: 'an input that only says at its end that it is wrong', bytes: inputs(`${input},`, ',]}', 3_000_000) },
    ...hostileJson(),
  ]
}

/** For any route that takes JSON. */
export function hostileJson(): HostileBody[] {
  return [
    { name: 'nesting lists', bytes: filled('', '[', '') },
    { name: 'nesting objects', bytes: filled('', '{"a":', '') },
    { name: 'nesting to 90 levels again and again', bytes: filled('[', `${'['.repeat(90)}${']'.repeat(90)},`, ']') },
    { name: 'unknown keys', bytes: filled('{', '"k#":1,', '}') },
    { name: 'one key again and again', bytes: filled('{', '"text":1,', '}') },
    { name: 'keys of 1 MB', bytes: filled('{', `"${'k'.repeat(2 ** 20)}#":1,`, '}') },
    { name: 'a list of numbers', bytes: filled('[', '1,', ']') },
    { name: 'a number of 16 million digits', bytes: filled('', '1', '') },
    { name: 'a text of 16 MB', bytes: filled('"', 'a', '"') },
    { name: 'texts of 4 MB', bytes: filled('[', `"${'a'.repeat(4 * 2 ** 20 - 10)}",`, ']') },
    { name: 'a text of 4 MB where a short one is expected', bytes: filled('{"text":"', 'é', '"}', 1_900_000) },
    { name: 'a text of escaped quotes', bytes: filled('{"text":"', '\\"', '"}') },
    { name: 'a text without an end', bytes: filled('{"text":"', 'a', '') },
    { name: 'commas', bytes: filled('', ',', '') },
    { name: 'spaces', bytes: filled('', ' ', '') },
    { name: 'bytes that are not UTF-8', bytes: Buffer.alloc(limitBytes, 0xff) },
    { name: 'nothing but NUL', bytes: Buffer.alloc(limitBytes) },
    { name: 'more than the limit', bytes: filled('"', 'a', '"', limitBytes + 2 ** 20) },
    ...bombs(),
  ]
}

/** A few kilobytes on the wire. */
function bombs(): HostileBody[] {
  const inner = filled('{"inputs":[', '[],', ']}')
  const spaces = Buffer.alloc(200 * 2 ** 20, ' ')
  return [
    { name: '16 MB of lists in gzip', bytes: gzipSync(inner), encoding: 'gzip' },
    { name: '200 MB of spaces in gzip', bytes: gzipSync(spaces), encoding: 'gzip' },
    { name: '200 MB of spaces in deflate', bytes: deflateSync(spaces), encoding: 'deflate' },
    { name: 'what is not gzip', bytes: Buffer.alloc(2 ** 20, 'not gzip '), encoding: 'gzip' },
  ]
}

/** Data frames as JSON in a string: what only a parser of the route's own looks into. @param column that the model has */
export function hostileFrames(column: string): HostileBody[] {
  const inString = (bytes: Buffer) => Buffer.from(JSON.stringify(bytes.toString()))
  const cells = filled(`{"${column}":{`, '"#":1.5,', '}}', 12_000_000)
  return [
    { name: 'a frame of a million rows', bytes: inString(cells) },
    {
      name: 'a frame that is just within the limit',
      bytes: inString(filled(`{"${column}":{`, '"#":1,', '}}', 4_500_000)),
    },
    { name: 'a frame of unknown columns', bytes: inString(filled('{', '"k#":{},', '}', 4_000_000)) },
    { name: 'records of their own shape', bytes: inString(filled('[', '{"k#":1},', ']', 4_000_000)) },
    {
      name: 'a key of a table as long as its columns',
      bytes: inString(
        Buffer.concat([
          filled('{"schema":{"primaryKey":[', '"k#",', ']},"data":[{', 1_500_000),
          filled('', '"c#":1,', '}]}', 1_500_000),
        ]),
      ),
    },
  ]
}
