import type { Json, Parts, SparseMatrix } from '../../contract.ts'
import { grown } from '../../growing.ts'
import { checkTexts } from '../check-texts.ts'
import type { HashingSettings } from '../settings.ts'
import { analyzer } from '../terms/analyzer.ts'
import type { VectorizerModel } from '../vectorizer.ts'
import { murmurHash3 } from './murmur-hash.ts'

/** From texts to counts by hash, shape `(texts, nFeatures)`; it has options and nothing else. */
export class HashingVectorizerModel implements VectorizerModel {
  static readonly kind = 'HashingVectorizer'
  readonly kind = HashingVectorizerModel.kind
  readonly settings: HashingSettings
  readonly #analyze: (text: string) => string[]

  constructor(settings: HashingSettings) {
    this.settings = settings
    this.#analyze = analyzer(settings)
  }

  get columns(): number {
    return this.settings.nFeatures
  }

  /**
   * A term adds 1 to its column, or −1 where its hash is below 0 and signs alternate, so that terms that share a
   * column cancel rather than pile up. An entry that came to 0 stays, as in scikit-learn.
   * @throws INVALID_INPUT for what is no string.
   */
  transform(texts: readonly string[]): SparseMatrix {
    checkTexts('HashingVectorizer.transform', texts)
    const { nFeatures, binary } = this.settings
    const indptr = new Int32Array(texts.length + 1)
    let indices: Int32Array = new Int32Array(64 * texts.length)
    let values: Float64Array = new Float64Array(64 * texts.length)
    let entries = 0
    texts.forEach((text, row) => {
      const signed = this.#hash(text)
      if (entries + signed.length > indices.length) {
        indices = grown(indices, entries + signed.length)
        values = grown(values, entries + signed.length)
      }
      for (let i = 0; i < signed.length; ) {
        const column = Math.floor(signed[i] / 2)
        let sum = 0
        for (; i < signed.length && Math.floor(signed[i] / 2) === column; i++) sum += signed[i] % 2 === 0 ? 1 : -1
        indices[entries] = column
        values[entries++] = binary ? 1 : sum
      }
      indptr[row + 1] = entries
      this.#normalise(values.subarray(indptr[row], entries))
    })
    return {
      ...{ rows: texts.length, columns: nFeatures, indptr },
      indices: indices.slice(0, entries),
      values: values.slice(0, entries),
    }
  }

  /** For each term its column twice, plus 1 where it counts −1; sorted. */
  #hash(text: string): Float64Array {
    const { nFeatures, alternateSign } = this.settings
    const terms = this.#analyze(text)
    const signed = new Float64Array(terms.length)
    for (let i = 0; i < terms.length; i++) {
      const hash = murmurHash3(terms[i])
      signed[i] = 2 * columnOf(hash, nFeatures) + (alternateSign && hash < 0 ? 1 : 0)
    }
    return signed.sort()
  }

  #normalise(row: Float64Array): void {
    const { norm } = this.settings
    if (norm === false) return
    let sum = 0
    for (const value of row) sum += norm === 'l1' ? Math.abs(value) : value * value
    if (sum === 0) return
    const length = norm === 'l1' ? sum : Math.sqrt(sum)
    for (let i = 0; i < row.length; i++) row[i] /= length
  }

  /** A column has no name but its number: many terms may share it. */
  featureName(column: number): string {
    return `x${column}`
  }

  /** A column is named by the terms of the text that count in it, as in `queue | park` where several share it. */
  namesIn(text: string): (column: number) => string {
    const terms = this.#termsByColumn(text)
    return (column) => terms.get(column)?.join(' | ') ?? this.featureName(column)
  }

  /** The different terms of one text by the column that they count in, in their order. */
  #termsByColumn(text: string): ReadonlyMap<number, readonly string[]> {
    const byColumn = new Map<number, string[]>()
    for (const term of new Set(this.#analyze(text))) {
      const column = columnOf(murmurHash3(term), this.settings.nFeatures)
      const others = byColumn.get(column)
      if (others) others.push(term)
      else byColumn.set(column, [term])
    }
    return byColumn
  }

  featureNames(): readonly string[] {
    return Array.from({ length: this.columns }, (_, column) => this.featureName(column))
  }

  toParts(): Parts {
    return { kind: this.kind, config: this.settings as unknown as { [name: string]: Json }, tensors: {} }
  }

  static fromParts({ config }: Parts): HashingVectorizerModel {
    return new HashingVectorizerModel(config as unknown as HashingSettings)
  }
}

function columnOf(hash: number, nFeatures: number): number {
  return Math.abs(hash) % nFeatures
}
