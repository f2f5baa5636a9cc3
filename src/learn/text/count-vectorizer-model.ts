import type { Json, Parts, SparseMatrix, TransformerModel } from '../contract.ts'
import { analyzer } from './analyzer.ts'
import type { AnalysisSettings } from './settings.ts'
import { Vocabulary } from './vocabulary.ts'

/** A fitted CountVectorizer: from texts to how often each known term occurs in them, shape `(texts, terms)`. */
export class CountVectorizerModel implements TransformerModel<readonly string[], SparseMatrix> {
  readonly kind = 'CountVectorizer'
  readonly settings: AnalysisSettings
  /** The terms, sorted by code point: the columns. */
  readonly vocabulary: Vocabulary
  #columns: Map<string, number> | undefined

  constructor(settings: AnalysisSettings, vocabulary: Vocabulary) {
    this.settings = settings
    this.vocabulary = vocabulary
  }

  transform(texts: readonly string[]): SparseMatrix {
    this.#columns ??= new Map(this.vocabulary.words().map((term, column) => [term, column]))
    const terms = analyzer(this.settings)
    const rows: Map<number, number>[] = []
    let entries = 0
    for (const text of texts) {
      const row = new Map<number, number>()
      for (const term of terms(text)) {
        const column = this.#columns.get(term)
        if (column !== undefined) row.set(column, this.settings.binary ? 1 : (row.get(column) ?? 0) + 1)
      }
      entries += row.size
      rows.push(row)
    }
    return fromRows(rows, this.vocabulary.size, entries)
  }

  featureNames(): readonly string[] {
    return this.vocabulary.words()
  }

  toParts(): Parts {
    return {
      kind: this.kind,
      config: this.settings as unknown as { [name: string]: Json },
      tensors: this.vocabulary.toTensors('terms'),
    }
  }

  static fromParts(parts: Parts): CountVectorizerModel {
    const settings = parts.config as unknown as AnalysisSettings
    return new CountVectorizerModel(settings, Vocabulary.fromTensors(parts.tensors, 'terms'))
  }
}

function fromRows(rows: readonly Map<number, number>[], columns: number, entries: number): SparseMatrix {
  const indptr = new Int32Array(rows.length + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let e = 0
  rows.forEach((row, i) => {
    for (const [column, count] of [...row].sort((a, b) => a[0] - b[0])) {
      indices[e] = column
      values[e++] = count
    }
    indptr[i + 1] = e
  })
  return { rows: rows.length, columns, indptr, indices, values }
}
