/** UTF-8 bytes that can be read four at a time: there are eight more behind the last one that counts. */
export interface PaddedBytes {
  readonly bytes: Uint8Array
  /** The same memory. */
  readonly view: DataView
}

/** How many bytes a text takes at most: three a UTF-16 unit, and the eight behind. */
export function roomFor(text: string): number {
  return 3 * text.length + 8
}

export function paddedBytes(room: number): PaddedBytes {
  const bytes = new Uint8Array(room)
  return { bytes, view: new DataView(bytes.buffer) }
}

/** A word as bytes, and how many they are. */
export function encodeWord(word: string): PaddedBytes & { readonly length: number } {
  const { bytes, view } = paddedBytes(roomFor(word))
  return { bytes, view, length: encoder.encodeInto(word, bytes).written }
}

/** The string that some bytes stand for. A word may begin with U+FEFF, which is no mark of byte order here. */
export function decodeWord(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end))
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
