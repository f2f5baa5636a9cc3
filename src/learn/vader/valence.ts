import {
  afterButFactor,
  beforeButFactor,
  capitalsBoost,
  dampingByDistance,
  negationFactor,
  neverSoFactor,
  wordId,
} from './rules.ts'
import { inLexicon, isBooster, isInPhrase, isNegation, phraseKey, type WordTable } from './word-table.ts'
import type { Words } from './words.ts'

/**
 * The valence of every word that has one, in the order of the text, in buffers that the next text overwrites. Words
 * of valence 0 are left out: the sums and "but" treat a zero as if it were not there.
 */
export class Valences {
  count = 0
  values = new Float64Array(64)
  /** Which word of the text each value belongs to. */
  positions = new Int32Array(64)

  readonly #table: WordTable

  constructor(table: WordTable) {
    this.#table = table
  }

  read(words: Words): void {
    const { flags } = this.#table
    const { numbers } = words
    this.count = 0
    let but = -1
    for (let i = 0; i < words.count; i++) {
      const number = numbers[i]
      if (number === wordId.but && but < 0) but = i
      if ((flags[number] & (inLexicon | isBooster)) !== inLexicon) continue
      if (number === wordId.kind && i + 1 < words.count && numbers[i + 1] === wordId.of) continue
      const valence = this.#valence(words, i)
      if (valence !== 0) this.#push(valence, i)
    }
    if (but >= 0) this.#weighAround(but)
  }

  /** The rating of the word at `i`, as changed by capitals, by the three words before it, and by phrases around it. */
  #valence(words: Words, i: number): number {
    const { flags, valences } = this.#table
    const { numbers } = words
    const number = numbers[i]
    let valence = valences[number]
    const nextIsRated = i + 1 < words.count && (flags[numbers[i + 1]] & inLexicon) !== 0
    if (number === wordId.no && nextIsRated) valence = 0
    if (followsNo(numbers, i)) valence = valences[number] * negationFactor
    const capitalsStandOut = words.upperCount > 0 && words.upperCount < words.count
    if (capitalsStandOut && words.upper[i] === 1) valence += valence > 0 ? capitalsBoost : -capitalsBoost

    for (let distance = 1; distance <= 3 && distance <= i; distance++) {
      const before = i - distance
      const kind = flags[numbers[before]]
      if ((kind & inLexicon) !== 0) continue
      if ((kind & isBooster) !== 0) {
        const stressed = capitalsStandOut && words.upper[before] === 1
        valence += this.#boost(numbers[before], valence, stressed) * dampingByDistance[distance]
      }
      valence *= this.#negation(numbers, i, distance)
      if (distance === 3) valence = this.#phrases(words, i, valence)
    }
    return leastBefore(numbers, i, flags) ? valence * negationFactor : valence
  }

  #boost(booster: number, valence: number, stressed: boolean): number {
    const boost = valence < 0 ? -this.#table.boosts[booster] : this.#table.boosts[booster]
    if (!stressed) return boost
    return valence > 0 ? boost + capitalsBoost : boost - capitalsBoost
  }

  /** What the word `distance` before `i` multiplies the valence by. */
  #negation(numbers: Int32Array, i: number, distance: number): number {
    const before = numbers[i - distance]
    if (distance > 1) {
      const one = numbers[i - 1]
      const two = numbers[i - 2]
      // As the reference has it: at distance 3, "so" or "this" right before the word does it without any "never".
      if (before === wordId.never ? isSoOrThis(one) || isSoOrThis(two) : distance === 3 && isSoOrThis(one)) {
        return neverSoFactor
      }
      if (before === wordId.without && (one === wordId.doubt || two === wordId.doubt)) return 1
    }
    return (this.#table.flags[before] & isNegation) !== 0 ? negationFactor : 1
  }

  /** Idioms that end at or before the word at `i`, then idioms that begin with it, then boosters of two words. */
  #phrases(words: Words, i: number, valence: number): number {
    const { flags, idioms, boosterPairs } = this.#table
    const { numbers } = words
    const [three, two, one, zero] = [numbers[i - 3], numbers[i - 2], numbers[i - 1], numbers[i]]
    if (((flags[two] | flags[one] | flags[zero]) & isInPhrase) === 0) return valence

    valence =
      idioms.get(phraseKey(one, zero)) ??
      idioms.get(phraseKey(two, one, zero)) ??
      idioms.get(phraseKey(two, one)) ??
      idioms.get(phraseKey(three, two, one)) ??
      idioms.get(phraseKey(three, two)) ??
      valence
    if (i + 1 < words.count) valence = idioms.get(phraseKey(zero, numbers[i + 1])) ?? valence
    if (i + 2 < words.count) valence = idioms.get(phraseKey(zero, numbers[i + 1], numbers[i + 2])) ?? valence
    valence += boosterPairs.get(phraseKey(three, two)) ?? 0
    valence += boosterPairs.get(phraseKey(two, one)) ?? 0
    return valence
  }

  /**
   * Takes weight from what is before a "but" and gives it to what is after. As the reference has it: for each value,
   * the first value equal to it is the one that changes, which after other changes may be another one.
   *
   * Searching for it from the start each time takes 300 ms for 50,000 characters: remember how far it cannot be.
   */
  #weighAround(but: number): void {
    const { values, positions, count } = this
    const notBefore = new Map<number, number>()
    for (let k = 0; k < count; k++) {
      const value = values[k]
      let first = notBefore.get(value) ?? 0
      while (values[first] !== value) first++
      notBefore.set(value, first)
      const position = positions[first]
      const weighed = value * (position < but ? beforeButFactor : position > but ? afterButFactor : 1)
      values[first] = weighed
      if (first < (notBefore.get(weighed) ?? 0)) notBefore.set(weighed, first)
    }
  }

  #push(valence: number, position: number): void {
    if (this.count === this.values.length) {
      const { values, positions } = this
      this.values = new Float64Array(2 * this.count)
      this.values.set(values)
      this.positions = new Int32Array(2 * this.count)
      this.positions.set(positions)
    }
    this.values[this.count] = valence
    this.positions[this.count] = position
    this.count++
  }
}

/** "no" one or two words before, or three with "or" or "nor" right before. */
function followsNo(numbers: Int32Array, i: number): boolean {
  return (
    (i > 0 && numbers[i - 1] === wordId.no) ||
    (i > 1 && numbers[i - 2] === wordId.no) ||
    (i > 2 && numbers[i - 3] === wordId.no && (numbers[i - 1] === wordId.or || numbers[i - 1] === wordId.nor))
  )
}

/** "least" right before, other than in "at least" and "very least". */
function leastBefore(numbers: Int32Array, i: number, flags: Uint8Array): boolean {
  if (i === 0 || numbers[i - 1] !== wordId.least || (flags[wordId.least] & inLexicon) !== 0) return false
  return i === 1 || (numbers[i - 2] !== wordId.at && numbers[i - 2] !== wordId.very)
}

function isSoOrThis(number: number): boolean {
  return number === wordId.so || number === wordId.this
}
