/** Turns bytes into text piece by piece. Throws a TypeError where they are not in its encoding. */
export interface ChunkDecoder {
  write(bytes: Uint8Array): string
  end(): string
}

/** A decoder by the name of the encoding: the platform's, UTF-32 by hand, else iconv-lite's; undefined where none has it. */
export async function decodeChunks(encoding: string): Promise<ChunkDecoder | undefined> {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return new Utf32Decoder(encoding === 'utf-32le')
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  // Loaded only for what the platform does not have: the code pages of DOS and of old Macs.
  const { default: iconv } = await import('iconv-lite')
  if (!iconv.encodingExists(encoding)) return undefined
  const decoder = iconv.getDecoder(encoding)
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' }
}

/** Four bytes a character. No decoder of the platform has it. */
class Utf32Decoder implements ChunkDecoder {
  readonly #isLittleEndian: boolean
  #rest: Uint8Array = new Uint8Array(0)

  constructor(isLittleEndian: boolean) {
    this.#isLittleEndian = isLittleEndian
  }

  write(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let text = ''
    let at = 0
    for (; at + 4 <= bytes.length; at += 4) {
      const code = view.getUint32(at, this.#isLittleEndian)
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new TypeError('not UTF-32')
      text += String.fromCodePoint(code)
    }
    this.#rest = bytes.slice(at)
    return text
  }

  end(): string {
    if (this.#rest.length > 0) throw new TypeError('cut off in the middle of a character')
    return ''
  }
}
