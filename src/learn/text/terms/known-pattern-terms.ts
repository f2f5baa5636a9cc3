import type { AnalysisSettings } from '../settings.ts'
import { analyzer } from './analyzer.ts'
import type { TermReader } from './term-reader.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Reads known terms as strings: slower, and right for any token pattern. */
export class KnownPatternTerms implements TermReader {
  readonly size: number
  found = new Int32Array(1 << 8)
  readonly #analyze: (text: string) => string[]
  readonly #columns: ReadonlyMap<string, number>

  constructor(settings: AnalysisSettings, vocabulary: Vocabulary) {
    this.size = vocabulary.size
    this.#analyze = analyzer(settings)
    this.#columns = new Map(vocabulary.words().map((term, column) => [term, column]))
  }

  read(text: string): number {
    const terms = this.#analyze(text)
    if (terms.length > this.found.length) this.found = new Int32Array(2 * terms.length)
    let count = 0
    for (const term of terms) {
      const column = this.#columns.get(term)
      if (column !== undefined) this.found[count++] = column
    }
    return count
  }
}
