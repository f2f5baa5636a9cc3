/**
 * Puts an emoji's description in its place, one code point at a time: a family joined by U+200D is its members, a flag
 * is no entry at all. A blank goes before the description; none goes after it, so that letters may run into its last
 * word, as they do in the reference. (The reference leaves the blank out after another; it splits the words alike.)
 */
export class EmojiTable {
  /** Description by code point. */
  readonly #descriptions = new Map<number, string>()

  constructor(emoji: ReadonlyMap<string, string>) {
    for (const [symbol, description] of emoji) {
      const codePoint = symbol.codePointAt(0)
      if (codePoint !== undefined && codePoint > 127 && symbol.length === unitsOf(codePoint)) {
        this.#descriptions.set(codePoint, description)
      }
    }
  }

  /** The text with every emoji described; the same string where there is none. */
  describeIn(text: string): string {
    let described = ''
    let copied = 0
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at)!
      const description = codePoint > 127 ? this.#descriptions.get(codePoint) : undefined
      if (description !== undefined) {
        described += `${text.slice(copied, at)} ${description}`
        copied = at + unitsOf(codePoint)
      }
      at += unitsOf(codePoint) - 1
    }
    return copied === 0 ? text : described + text.slice(copied)
  }
}

function unitsOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1
}
