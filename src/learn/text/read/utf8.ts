/** The code point that begins at `at`; the bytes must be UTF-8. */
export function codePointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]
  if (first < 0x80) return first
  const second = bytes[at + 1] & 0x3f
  if (first < 0xe0) return ((first & 0x1f) << 6) | second
  const third = bytes[at + 2] & 0x3f
  if (first < 0xf0) return ((first & 0x0f) << 12) | (second << 6) | third
  return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3] & 0x3f)
}

/** How many bytes the character takes whose first byte this is. */
export function lengthFrom(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

export function sizeOfCodePoint(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

export function writeCodePoint(code: number, bytes: Uint8Array, at: number): void {
  const size = sizeOfCodePoint(code)
  if (size === 1) {
    bytes[at] = code
    return
  }
  for (let i = size - 1; i > 0; i--) {
    bytes[at + i] = 0x80 | (code & 0x3f)
    code >>= 6
  }
  // As many ones as bytes, then a zero, in the eight lowest bits: 110x xxxx, 1110 xxxx or 1111 0xxx.
  bytes[at] = (0xf00 >> size) | code
}
