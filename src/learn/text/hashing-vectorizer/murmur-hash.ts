const encoder = new TextEncoder()
let bytes = new Uint8Array(1 << 10)

/**
 * MurmurHash3, x86 variant of 32 bits, of a text's UTF-8 bytes, as a signed number.
 * Source: Appleby, smhasher, MurmurHash3_x86_32 (public domain).
 */
export function murmurHash3(text: string, seed = 0): number {
  // A UTF-16 unit takes three bytes at most.
  if (3 * text.length > bytes.length) bytes = new Uint8Array(6 * text.length)
  const size = encode(text)
  const whole = size & ~3
  let hash = seed
  for (let i = 0; i < whole; i += 4) {
    hash ^= mixBlock(bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24))
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let i = size - 1; i >= whole; i--) rest = (rest << 8) | bytes[i]
  if (size > whole) hash ^= mixBlock(rest)
  hash ^= size
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function mixBlock(block: number): number {
  block = Math.imul(block, 0xcc9e2d51)
  return Math.imul((block << 15) | (block >>> 17), 0x1b873593)
}

/** Fills `bytes`, and returns how many; a call into the encoder costs more than most words have letters. */
function encode(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) return encoder.encodeInto(text, bytes).written
    bytes[i] = code
  }
  return text.length
}
