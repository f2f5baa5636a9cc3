import { isUtf8 } from 'node:buffer'

/** Without the last character where its bytes are not all there yet. */
export function wholeCharacters(bytes: Buffer, isLast: boolean): Buffer {
  if (isLast) return bytes
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}

/** The first byte that is not UTF-8, and a few words before it. */
export function firstInvalid(record: Buffer): [byte: number, before: string] {
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
