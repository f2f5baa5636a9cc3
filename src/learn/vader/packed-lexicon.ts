import { SlipwayError } from '../../errors.ts'
import type { Parts } from '../contract.ts'
import { PackedStrings } from '../packed-strings.ts'
import type { VaderLexicon } from './lexicon.ts'

const maxWords = 100_000

/** A lexicon as it is stored: strings as bytes with offsets, ratings as they are. Opened in a fraction of a millisecond. */
export class PackedLexicon {
  readonly words: PackedStrings
  /** The rating of each word, in their order. */
  readonly valences: Float64Array
  readonly emoji: PackedStrings
  /** The description of each emoji, in their order. */
  readonly descriptions: PackedStrings
  readonly notice: string

  constructor({ words, valences, emoji, descriptions, notice }: Omit<PackedLexicon, 'toParts'>) {
    this.words = words
    this.valences = valences
    this.emoji = emoji
    this.descriptions = descriptions
    this.notice = notice
  }

  static of(lexicon: VaderLexicon): PackedLexicon {
    checkLexicon(lexicon)
    return new PackedLexicon({
      words: PackedStrings.of([...lexicon.words.keys()]),
      valences: Float64Array.from(lexicon.words.values()),
      emoji: PackedStrings.of([...lexicon.emoji.keys()]),
      descriptions: PackedStrings.of([...lexicon.emoji.values()]),
      notice: lexicon.notice,
    })
  }

  static fromParts({ config, tensors }: Parts): PackedLexicon {
    return new PackedLexicon({
      words: PackedStrings.fromTensors(tensors, 'words'),
      valences: tensors.valences!.data as Float64Array,
      emoji: PackedStrings.fromTensors(tensors, 'emoji'),
      descriptions: PackedStrings.fromTensors(tensors, 'descriptions'),
      notice: String(config.notice),
    })
  }

  toParts(): Parts {
    return {
      kind: 'vader',
      config: { notice: this.notice },
      tensors: {
        ...this.words.toTensors('words'),
        valences: { shape: [this.valences.length], data: this.valences },
        ...this.emoji.toTensors('emoji'),
        ...this.descriptions.toTensors('descriptions'),
      },
    }
  }
}

function checkLexicon({ words }: VaderLexicon): void {
  const problems = [...words]
    .filter(([, rating]) => !Number.isFinite(rating))
    .map(([word, rating]) => ({ path: `/words/${word}`, message: `expected a finite number, got ${rating}` }))
  if (words.size > maxWords) {
    problems.push({ path: '/words', message: `expected at most ${maxWords} words, got ${words.size}` })
  }
  if (problems.length === 0) return
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new SlipwayError('INVALID_INPUT', `VADER's lexicon, ${list}.`, { problems })
}
