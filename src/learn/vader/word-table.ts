import type { PackedStrings } from '../packed-strings.ts'
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
  /** All words one after the other, and where each begins and ends. */
  readonly #letters: string
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  #size = 2

  constructor(lexicon: PackedStrings, ratings: ArrayLike<number>) {
    const phrases = [...idioms.keys(), ...boosterPairs.keys()].flatMap((phrase) => phrase.split(' '))
    const ownWords = [...new Set([...Object.keys(wordId), ...negations, ...boosters.keys(), ...phrases])]
    const { text, starts } = lexicon.joined()
    const room = 2 + ownWords.length + lexicon.size
    this.flags = new Uint8Array(room)
    this.valences = new Float64Array(room)
    this.boosts = new Float64Array(room)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * room)))
    this.#hashes = new Int32Array(room)
    this.#letters = ownWords.join('') + text
    this.#starts = new Int32Array(room)
    this.#ends = new Int32Array(room)

    let end = 0
    for (const word of ownWords) {
      this.#add(end, end + word.length)
      end += word.length
    }
    this.#rate(lexicon.size, end, starts, ratings)

    const number = (word: string) => this.find(word, 0, word.length, hashOf(word, 0, word.length))
    for (const [word, boost] of boosters) {
      this.flags[number(word)] |= isBooster
      this.boosts[number(word)] = boost
    }
    for (const word of negations) this.flags[number(word)] |= isNegation
    for (const word of phrases) this.flags[number(word)] |= isInPhrase
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
      const number = this.#slots[slot]
      if (number === 0) return unknownWord
      if (this.#hashes[number] === hash && this.#spells(number, text, start, end)) return number
    }
  }

  #spells(number: number, text: string, start: number, end: number): boolean {
    let letter = this.#starts[number]
    if (this.#ends[number] - letter !== end - start) return false
    for (let at = start; at < end; at++) {
      if (toSmall(text.charCodeAt(at)) !== this.#letters.charCodeAt(letter++)) return false
    }
    return true
  }

  /** Adds the words of the lexicon, whose letters begin at `offset`. */
  #rate(count: number, offset: number, starts: Int32Array, ratings: ArrayLike<number>): void {
    const letters = this.#letters
    let negation = letters.indexOf("n't", offset)
    for (let i = 0; i < count; i++) {
      const start = offset + starts[i]
      const end = offset + starts[i + 1]
      const isNegating = negation >= 0 && negation + 3 <= end
      if (negation >= 0 && negation < end) negation = letters.indexOf("n't", end)
      // Texts are read in lower case: a word with a capital is never found.
      if (hasCapital(letters, start, end)) continue
      const known = this.find(letters, start, end, hashOf(letters, start, end))
      const number = known === unknownWord ? this.#add(start, end) : known
      this.flags[number] |= isNegating ? inLexicon | isNegation : inLexicon
      this.valences[number] = ratings[i]
    }
  }

  /** Gives the next number to the word at `letters[start … end)`, which is not in the table. */
  #add(start: number, end: number): number {
    const number = this.#size++
    const hash = hashOf(this.#letters, start, end)
    const mask = this.#slots.length - 1
    let slot = firstSlot(hash, mask)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = number
    this.#hashes[number] = hash
    this.#starts[number] = start
    this.#ends[number] = end
    return number
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

function hasCapital(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (toSmall(text.charCodeAt(at)) !== text.charCodeAt(at)) return true
  return false
}
