/** A JSON value whose objects keep the order in which their keys were written. */
export type OrderedJson = string | number | boolean | null | readonly OrderedJson[] | OrderedObject
export type OrderedObject = ReadonlyMap<string, OrderedJson>

/** Frames nest three levels deep; some are wrapped. */
const deepest = 20

/**
 * Reads JSON with the order of its keys. `JSON.parse` puts keys that are whole numbers first and in ascending order,
 * and a shuffled index of a data frame is made of such keys. Objects become Maps, so that `__proto__` is a key like any
 * other. `NaN`, which Python writes for a missing number, is read as null. Yields now and then.
 *
 * @throws SyntaxError that says where: for what is no JSON, a key that is there twice, or nesting deeper than 20 levels
 */
export function* parseOrdered(text: string): Generator<void, OrderedJson> {
  const reader = new Reader(text)
  const value = yield* reader.value(deepest)
  reader.end()
  return value
}

/** An object without keys; a Map of its own for each of thousands would take 200 bytes. */
const nothing: OrderedObject = new Map()
/** Values, and characters, between two pauses. */
const pauseValues = 500
const pauseCharacters = 256 * 1024

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const words: readonly (readonly [string, boolean | null])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', null],
]

class Reader {
  readonly #text: string
  #at = 0
  #sincePause = 0
  #pauseAt = pauseCharacters

  constructor(text: string) {
    this.#text = text
  }

  *value(levels: number): Generator<void, OrderedJson> {
    this.#skip()
    const first = this.#text[this.#at]
    if (first !== '{' && first !== '[') return this.#scalar(first)
    if (levels === 0) throw this.#error(`lists and objects nest deeper than ${deepest} levels`)
    return first === '{' ? yield* this.#object(levels - 1) : yield* this.#array(levels - 1)
  }

  end(): void {
    this.#skip()
    if (this.#at < this.#text.length) throw this.#error('expected nothing more')
  }

  *#object(levels: number): Generator<void, OrderedObject> {
    if (this.#isEmpty('}')) return nothing
    const entries = new Map<string, OrderedJson>()
    do {
      if (this.#isTimeToPause()) yield
      this.#skip()
      if (this.#text[this.#at] !== '"') throw this.#error('expected a key in quotes')
      const key = this.#string()
      if (entries.has(key)) throw this.#error(`the key ${JSON.stringify(key)} is there twice`)
      this.#expect(':')
      entries.set(key, this.#isScalar() ? this.#scalar(this.#text[this.#at]) : yield* this.value(levels))
    } while (this.#goesOn('}'))
    return entries
  }

  *#array(levels: number): Generator<void, OrderedJson[]> {
    const items: OrderedJson[] = []
    if (this.#isEmpty(']')) return items
    do {
      if (this.#isTimeToPause()) yield
      items.push(this.#isScalar() ? this.#scalar(this.#text[this.#at]) : yield* this.value(levels))
    } while (this.#goesOn(']'))
    return items
  }

  #isTimeToPause(): boolean {
    if (++this.#sincePause < pauseValues && this.#at < this.#pauseAt) return false
    this.#sincePause = 0
    this.#pauseAt = this.#at + pauseCharacters
    return true
  }

  /** Whether a value follows that is no list and no object, which needs no generator of its own. */
  #isScalar(): boolean {
    this.#skip()
    const first = this.#text[this.#at]
    return first !== '{' && first !== '['
  }

  #scalar(first: string | undefined): string | number | boolean | null {
    if (first === '"') return this.#string()
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    return this.#number()
  }

  #string(): string {
    const start = this.#at
    let end = this.#text.indexOf('"', start + 1)
    if (this.#text[end - 1] === '\\') end = this.#quoteAfter(start)
    if (end < 0) throw this.#error('a text has no closing quote')
    this.#at = end + 1
    const inner = this.#text.slice(start + 1, end)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows no bare control characters in a text
    if (!/[\\\u0000-\u001f]/.test(inner)) return inner
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string
    } catch {
      this.#at = start
      throw this.#error('a text has an escape or a control character that JSON does not know')
    }
  }

  #number(): number {
    number.lastIndex = this.#at
    const digits = number.exec(this.#text)?.[0]
    if (digits === undefined) throw this.#error('expected a value')
    this.#at += digits.length
    return Number(digits)
  }

  /** The quote that ends the text that begins at `start`, where a backslash may stand before others; −1 where none does. */
  #quoteAfter(start: number): number {
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at)
      if (code === 0x22) return at
      if (code === 0x5c) at++
    }
    return -1
  }

  #isEmpty(close: string): boolean {
    this.#at++
    this.#skip()
    if (this.#text[this.#at] !== close) return false
    this.#at++
    return true
  }

  /** Whether a comma follows, rather than the end. */
  #goesOn(close: string): boolean {
    this.#skip()
    const next = this.#text[this.#at]
    if (next !== ',' && next !== close) throw this.#error(`expected "," or "${close}"`)
    this.#at++
    return next === ','
  }

  #expect(mark: string): void {
    this.#skip()
    if (this.#text[this.#at] !== mark) throw this.#error(`expected "${mark}"`)
    this.#at++
  }

  #skip(): void {
    // Nearly always there is none.
    if (this.#text.charCodeAt(this.#at) > 0x20) return
    space.lastIndex = this.#at
    this.#at += space.exec(this.#text)![0].length
  }

  #error(message: string): SyntaxError {
    const found = this.#at < this.#text.length ? `"${this.#text.slice(this.#at, this.#at + 20)}"` : 'the end'
    return new SyntaxError(`${message}, at character ${this.#at}, which is ${found}`)
  }
}
