import { compareCodePoints } from '../labels.ts'
import { analyzer } from './analyzer.ts'
import type { AnalysisSettings } from './settings.ts'
import type { LearningReader } from './term-reader.ts'
import { Vocabulary } from './vocabulary.ts'

/** Terms as strings: slower, and right for any token pattern, whose words may hold blanks or nothing at all. */
export class PatternTerms implements LearningReader {
  found = new Int32Array(1 << 8)
  readonly #analyze: (text: string) => string[]
  readonly #numbers = new Map<string, number>()
  readonly #learning: boolean

  /** @param known the terms to read, in the order of their numbers; absent: learn them. */
  constructor(settings: AnalysisSettings, known?: readonly string[]) {
    this.#analyze = analyzer(settings)
    this.#learning = known === undefined
    known?.forEach((term, number) => {
      this.#numbers.set(term, number)
    })
  }

  get size(): number {
    return this.#numbers.size
  }

  read(text: string): number {
    const terms = this.#analyze(text)
    if (terms.length > this.found.length) this.found = new Int32Array(2 * terms.length)
    let count = 0
    for (const term of terms) {
      let number = this.#numbers.get(term)
      if (number === undefined) {
        if (!this.#learning) continue
        number = this.#numbers.size
        this.#numbers.set(term, number)
      }
      this.found[count++] = number
    }
    return count
  }

  /** Every word is stemmed as it comes. */
  knownWords(): null {
    return null
  }

  sorted(): Int32Array {
    const terms = [...this.#numbers.keys()]
    return Int32Array.from(terms.keys()).sort((a, b) => compareCodePoints(terms[a]!, terms[b]!))
  }

  spell(numbers: Int32Array): Vocabulary {
    const terms = [...this.#numbers.keys()]
    return Vocabulary.fromWords(Array.from(numbers, (number) => terms[number]!))
  }
}
