import type { Parts, SparseMatrix, TransformerModel } from '../../contract.ts'
import { type Categories, checkWidth } from '../cells.ts'
import { categoriesFromParts, categoriesToParts, type KnownCategories, type MissingSeen } from '../known-categories.ts'
import { unknownCategory } from '../unknown-category.ts'

/** What a fit hands over. */
export interface OneHotEncoderState {
  readonly categories: readonly KnownCategories[]
  readonly refusesUnknown: boolean
}

/** A fitted encoder of categories as columns of 0 and 1. */
export class OneHotEncoderModel implements TransformerModel<Categories, SparseMatrix> {
  static readonly kind = 'OneHotEncoder'
  readonly kind = OneHotEncoderModel.kind
  readonly categories: readonly KnownCategories[]
  readonly #refusesUnknown: boolean
  /** Where the columns of each column begin, and their end; shape `(d + 1,)`. */
  readonly #starts: Int32Array

  constructor({ categories, refusesUnknown }: OneHotEncoderState) {
    this.categories = categories
    this.#refusesUnknown = refusesUnknown
    this.#starts = new Int32Array(categories.length + 1)
    categories.forEach((known, j) => {
      this.#starts[j + 1] = this.#starts[j] + width(known)
    })
  }

  /** For each column of the output, the column whose category it is. */
  get origins(): number[] {
    return this.categories.flatMap((known, j) => Array<number>(width(known)).fill(j))
  }

  /** @throws INVALID_INPUT for a category that training did not see, where unknown ones are refused. */
  transform(X: Categories): SparseMatrix {
    const d = this.categories.length
    checkWidth(this.kind, X, d)
    const indptr = new Int32Array(X.length + 1)
    const indices = new Int32Array(X.length * d)
    let e = 0
    X.forEach((row, i) => {
      for (let j = 0; j < d; j++) {
        const place = placeOf(this.categories[j], row[j])
        if (place >= 0) indices[e++] = this.#starts[j] + place
        else if (this.#refusesUnknown) throw unknownCategory(this.kind, row[j], i, j)
      }
      indptr[i + 1] = e
    })
    const values = new Float64Array(e).fill(1)
    return { rows: X.length, columns: this.#starts[d], indptr, indices: indices.slice(0, e), values }
  }

  featureNames(): readonly string[] {
    return this.categories.flatMap(({ frequent, rare, missing }, j) => [
      ...frequent.words().map((word) => `x${j}_${word}`),
      ...(missing === 'often' ? [`x${j}_None`] : []),
      ...(rare.size > 0 || missing === 'rarely' ? [`x${j}_infrequent`] : []),
    ])
  }

  toParts(): Parts {
    const { config, tensors } = categoriesToParts(this.categories)
    return { kind: this.kind, config: { ...config, refusesUnknown: this.#refusesUnknown }, tensors }
  }

  static fromParts({ config, tensors }: Parts): OneHotEncoderModel {
    return new OneHotEncoderModel({
      categories: categoriesFromParts(config.missing as readonly MissingSeen[], tensors),
      refusesUnknown: config.refusesUnknown as boolean,
    })
  }
}

function width({ frequent, rare, missing }: KnownCategories): number {
  return frequent.size + (missing === 'often' ? 1 : 0) + (rare.size > 0 || missing === 'rarely' ? 1 : 0)
}

/** The column of a category among those of its column; −1 where there is none. */
function placeOf(known: KnownCategories, category: string | undefined): number {
  const { frequent, missing } = known
  const rarePlace = frequent.size + (missing === 'often' ? 1 : 0)
  if (category === undefined) return missing === 'no' ? -1 : missing === 'often' ? frequent.size : rarePlace
  const code = known.codeOf(category)
  return code === frequent.size ? rarePlace : code
}
