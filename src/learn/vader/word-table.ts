import { boosterPairs, boosters, idioms, negations, wordId } from './rules.ts'

/** What is known of a word, as bits. */
export const inLexicon = 1
export const isBooster = 2
export const isNegation = 4
/** Part of an idiom or of a booster of two words. */
export const isInPhrase = 8

/** The number of every word that nothing is known of, and of every unknown one with `n't` in it. */
export const unknownWord = 0
export const unknownNegation = 1

/** How many words a lexicon may have. */
export const maxWords = 100_000

/**
 * Every word that VADER knows, numbered, with what is known of it by number. A word is looked up once per occurrence;
 * the rules then compare numbers.
 *
 * Open addressing with linear probing over at least twice as many slots as words; a hit is confirmed letter by letter,
 * so that a word never seen cannot pass for another.
 */
export class WordTable {
  readonly flags: Uint8Array
  /** Rating of a word of the lexicon, else 0. */
  readonly valences: Float64Array
  /** What a booster adds to a positive valence, else 0. */
  readonly boosts: Float64Array
  /** Valences of idioms, and what pairs of words add, by `phraseKey`. */
  readonly idioms: ReadonlyMap<number, number>
  readonly boosterPairs: ReadonlyMap<number, number>

  readonly #slots: Int32Array
  readonly #hashes: Int32Array
  readonly #letters: Uint16Array
  readonly #offsets: Int32Array

  constructor(lexicon: ReadonlyMap<string, number>) {
    const rated = [...lexicon.keys()].filter((word) => word === word.toLowerCase())
    const phrases = [...idioms.keys(), ...boosterPairs.keys()].map((phrase) => phrase.split(' '))
    const words = [...new Set([...Object.keys(wordId), ...negations, ...boosters.keys(), ...phrases.flat(), ...rated])]
    const size = words.length + 2
    this.flags = new Uint8Array(size)
    this.valences = new Float64Array(size)
    this.boosts = new Float64Array(size)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * size)))
    this.#hashes = new Int32Array(size)
    this.#letters = new Uint16Array(words.join('').length)
    this.#offsets = new Int32Array(size + 1)

    words.forEach((word, index) => {
      this.#add(word, index + 2)
    })
    const number = (word: string) => this.find(word, 0, word.length, hashOf(word, 0, word.length))
    for (const word of rated) {
      this.flags[number(word)]! |= inLexicon
      this.valences[number(word)] = lexicon.get(word)!
    }
    for (const [word, boost] of boosters) {
      this.flags[number(word)]! |= isBooster
      this.boosts[number(word)] = boost
    }
    const negating = [...negations, ...words.filter((word) => word.includes("n't"))]
    for (const word of negating) this.flags[number(word)]! |= isNegation
    for (const word of phrases.flat()) this.flags[number(word)]! |= isInPhrase
    this.flags[unknownNegation] = isNegation

    const byNumber = ([phrase, value]: readonly [string, number]) =>
      [phraseKey(...(phrase.split(' ').map(number) as [number, number])), value] as const
    this.idioms = new Map([...idioms].map(byNumber))
    this.boosterPairs = new Map([...boosterPairs].map(byNumber))
  }

  /**
   * The number of the word at `text[start … end)`, `unknownWord` if there is none; capitals A to Z are taken as small
   * letters. `hash` is what `hashOf` gives for that piece of text.
   */
  find(text: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = firstSlot(hash, mask); ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!
      if (number === 0) return unknownWord
      if (this.#hashes[number] === hash && this.#spells(number, text, start, end)) return number
    }
  }

  #spells(number: number, text: string, start: number, end: number): boolean {
    let letter = this.#offsets[number]!
    if (this.#offsets[number + 1]! - letter !== end - start) return false
    for (let at = start; at < end; at++) if (toSmall(text.charCodeAt(at)) !== this.#letters[letter++]) return false
    return true
  }

  #add(word: string, number: number): void {
    const hash = hashOf(word, 0, word.length)
    const mask = this.#slots.length - 1
    let slot = firstSlot(hash, mask)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = number
    this.#hashes[number] = hash
    const offset = this.#offsets[number]!
    for (let at = 0; at < word.length; at++) this.#letters[offset + at] = word.charCodeAt(at)
    this.#offsets[number + 1] = offset + word.length
  }
}

/** One number for two or three words in a row. Exact for words numbered below `noWord`. */
export function phraseKey(first: number, second: number, third = noWord): number {
  return (first * 2 ** 17 + second) * 2 ** 17 + third
}

const noWord = 2 ** 17 - 1

/** The hash of the word at `text[start … end)`, whatever the case of its letters A to Z. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0
  for (let at = start; at < end; at++) hash = hashStep(hash, toSmall(text.charCodeAt(at)))
  return hash
}

/** One letter more, already a small one. Starts at 0. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x5bd1e995)
}

/** The low bits of the hash depend on the low bits of the letters alone: fold the high ones in. */
function firstSlot(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask
}

function toSmall(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code
}
