/**
 * Puts an emoji's description in its place, one code point at a time. A blank goes before the description unless the
 * text begins there or the character before is a space; none goes after it, so that letters may run into it. An emoji
 * of several code points is described in pieces: a family joined by U+200D is its members, a flag is no entry at all.
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

  describeIn(text: string): string {
    let described = ''
    let copied = 0
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at)!
      const description = this.#descriptions.get(codePoint)
      if (description !== undefined) {
        described += text.slice(copied, at)
        const separate = at > 0 && text.charCodeAt(at - 1) !== space
        described += separate ? ` ${description}` : description
        copied = at + unitsOf(codePoint)
      }
      at += unitsOf(codePoint) - 1
    }
    return copied === 0 ? text : described + text.slice(copied)
  }
}

const space = 32

function unitsOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1
}
