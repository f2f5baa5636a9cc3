import { compareCodePoints } from '../../labels.ts'
import type { AnalysisSettings } from '../settings.ts'
import { analyzer } from './analyzer.ts'
import type { LearningReader } from './term-reader.ts'
import { Vocabulary } from './vocabulary.ts'

/** Learns terms as strings: slower, and right for any token pattern, whose words may hold blanks or nothing at all. */
export class PatternTerms implements LearningReader {
  found = new Int32Array(1 << 8)
  readonly #analyze: (text: string) => string[]
  readonly #numbers = new Map<string, number>()

  constructor(settings: AnalysisSettings) {
    this.#analyze = analyzer(settings)
  }

  get size(): number {
    return this.#numbers.size
  }

  read(text: string): number {
    const terms = this.#analyze(text)
    if (terms.length > this.found.length) this.found = new Int32Array(2 * terms.length)
    for (let k = 0; k < terms.length; k++) {
      let number = this.#numbers.get(terms[k])
      if (number === undefined) {
        number = this.#numbers.size
        this.#numbers.set(terms[k], number)
      }
      this.found[k] = number
    }
    return terms.length
  }

  sorted(): Int32Array {
    const terms = [...this.#numbers.keys()]
    return Int32Array.from(terms.keys()).sort((a, b) => compareCodePoints(terms[a], terms[b]))
  }

  spell(numbers: Int32Array): Vocabulary {
    const terms = [...this.#numbers.keys()]
    return Vocabulary.fromWords(Array.from(numbers, (number) => terms[number]))
  }

  /** Every word is stemmed as it comes. */
  knownWords(): null {
    return null
  }
}
