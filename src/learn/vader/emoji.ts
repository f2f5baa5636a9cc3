import type { PackedStrings } from '../packed-strings.ts'

/**
 * Puts an emoji's description in its place, one code point at a time: a family joined by U+200D is its members, a flag
 * is no entry at all. A blank goes before the description; none goes after it, so that letters may run into its last
 * word, as they do in the reference. (The reference leaves the blank out after another; it splits the words alike.)
 */
export class EmojiTable {
  readonly #descriptions: PackedStrings
  /** Which description a code point has. */
  readonly #places = new Map<number, number>()
  /** Descriptions that were used before. */
  readonly #known = new Map<number, string>()

  constructor(emoji: PackedStrings, descriptions: PackedStrings) {
    this.#descriptions = descriptions
    const { bytes, offsets } = emoji
    for (let i = 0; i < emoji.size; i++) {
      const codePoint = onlyCodePoint(bytes, offsets[i], offsets[i + 1])
      if (codePoint !== undefined && codePoint > 127) this.#places.set(codePoint, i)
    }
  }

  /** The text with every emoji described; the same string where there is none. */
  describeIn(text: string): string {
    let described = ''
    let copied = 0
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at)!
      const units = codePoint > 0xffff ? 2 : 1
      const description = codePoint > 127 ? this.#describe(codePoint) : undefined
      if (description !== undefined) {
        described += `${text.slice(copied, at)} ${description}`
        copied = at + units
      }
      at += units - 1
    }
    return copied === 0 ? text : described + text.slice(copied)
  }

  #describe(codePoint: number): string | undefined {
    const place = this.#places.get(codePoint)
    if (place === undefined) return undefined
    let description = this.#known.get(place)
    if (description === undefined) {
      description = this.#descriptions.at(place)
      this.#known.set(place, description)
    }
    return description
  }
}

/** The code point at `bytes[start … end)` in UTF-8 if there is one alone, without making a string of it. */
function onlyCodePoint(bytes: Uint8Array, start: number, end: number): number | undefined {
  const lead = bytes[start]
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  if (end - start !== length) return undefined
  let codePoint = length === 1 ? lead : lead & (0x7f >> length)
  for (let at = start + 1; at < end; at++) codePoint = codePoint * 64 + (bytes[at] & 0x3f)
  return codePoint
}
