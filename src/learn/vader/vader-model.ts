import type { Fitted, Parts } from '../contract.ts'
import { strongestFirst } from '../strongest-first.ts'
import { EmojiTable } from './emoji.ts'
import type { VaderLexicon } from './lexicon.ts'
import { PackedLexicon } from './packed-lexicon.ts'
import { roundHalfEven } from './round.ts'
import { punctuationEmphasis } from './rules.ts'
import { Valences } from './valence.ts'
import { WordTable } from './word-table.ts'
import { Words } from './words.ts'

/** What VADER says of a text. The shares are rounded to 3 decimal places, the compound to 4, halves to even. */
export interface VaderScore {
  /** Shares of negative, neutral and positive words, weighted by strength, 0 to 1; all 0 for a text without words. */
  readonly neg: number
  readonly neu: number
  readonly pos: number
  /** −1 to 1: the sum of the valences, s, as s / √(s² + 15). */
  readonly compound: number
}

/** What each word gave to the sum of valences, strongest first; `bias` is what punctuation gave. */
export interface VaderExplanation {
  readonly bias: number
  readonly explanation: readonly { readonly feature: string; readonly contribution: number }[]
}

/** VADER with a lexicon, ready to score texts. Takes some milliseconds: keep it. */
export function compileVader(lexicon: VaderLexicon): VaderModel {
  return new VaderModel(lexicon)
}

/**
 * Rule-based sentiment for short texts: words have ratings, which boosters, negations, capitals, idioms, "but" and
 * punctuation change. Gives the numbers of the reference implementation to the last printed digit, oddities included.
 * Source: Hutto & Gilbert (2014), ICWSM-14; vaderSentiment 3.3.2.
 */
export class VaderModel implements Fitted {
  readonly kind = 'vader'
  readonly #lexicon: PackedLexicon
  readonly #emoji: EmojiTable
  readonly #words: Words
  readonly #valences: Valences

  /** @throws INVALID_INPUT for ratings that are not finite numbers, and for more than 100,000 words. */
  constructor(lexicon: VaderLexicon | PackedLexicon) {
    this.#lexicon = lexicon instanceof PackedLexicon ? lexicon : PackedLexicon.of(lexicon)
    const { words, valences, emoji, descriptions } = this.#lexicon
    const table = new WordTable(words, valences)
    this.#emoji = new EmojiTable(emoji, descriptions)
    this.#words = new Words(table)
    this.#valences = new Valences(table)
  }

  static fromParts(parts: Parts): VaderModel {
    return new VaderModel(PackedLexicon.fromParts(parts))
  }

  toParts(): Parts {
    return this.#lexicon.toParts()
  }

  score(text: string): VaderScore {
    this.#read(text)
    if (this.#words.count === 0) return { neg: 0, neu: 0, pos: 0, compound: 0 }
    const emphasis = this.#emphasis()
    const sum = this.#sum()
    const decision = sum + Math.sign(sum) * emphasis

    // Each rated word also counts as a word, like a neutral one.
    let positive = 0
    let negative = 0
    const { values, count } = this.#valences
    for (let k = 0; k < count; k++) {
      if (values[k] > 0) positive += values[k] + 1
      else negative += values[k] - 1
    }
    const neutral = this.#words.count - count
    if (positive > -negative) positive += emphasis
    else if (positive < -negative) negative -= emphasis
    const total = positive - negative + neutral
    return {
      neg: roundHalfEven(Math.abs(negative) / total, 3),
      neu: roundHalfEven(neutral / total, 3),
      pos: roundHalfEven(positive / total, 3),
      compound: roundHalfEven(decision / Math.sqrt(decision * decision + 15), 4),
    }
  }

  /** In the unit of the sum of valences, before it is brought into −1 to 1. Emoji appear as their descriptions' words. */
  explain(text: string): VaderExplanation {
    const described = this.#read(text)
    const { starts, ends } = this.#words
    const { values, positions, count } = this.#valences
    const explanation = Array.from({ length: count }, (_, k) => ({
      feature: described.slice(starts[positions[k]], ends[positions[k]]),
      contribution: values[k],
    }))
    const sum = this.#sum()
    const bias = sum === 0 ? 0 : Math.sign(sum) * this.#emphasis()
    return { bias, explanation: strongestFirst(explanation) }
  }

  #read(text: string): string {
    this.#words.read(text)
    const described = this.#words.isAscii ? text : this.#emoji.describeIn(text)
    if (described !== text) this.#words.read(described)
    this.#valences.read(this.#words)
    return described
  }

  #emphasis(): number {
    return punctuationEmphasis(this.#words.exclamations, this.#words.questions)
  }

  #sum(): number {
    const { values, count } = this.#valences
    let sum = 0
    for (let k = 0; k < count; k++) sum += values[k]
    return sum
  }
}
