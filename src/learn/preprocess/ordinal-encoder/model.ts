import type { DenseMatrix, Json, Parts, TransformerModel } from '../../contract.ts'
import { type Categories, checkWidth } from '../cells.ts'
import { plainNames } from '../column-values.ts'
import { categoriesFromParts, categoriesToParts, type KnownCategories, type MissingSeen } from '../known-categories.ts'
import { unknownCategory } from '../unknown-category.ts'

/** What a fit hands over. */
export interface OrdinalEncoderState {
  readonly categories: readonly KnownCategories[]
  readonly refusesUnknown: boolean
  readonly unknownValue: number
  readonly missingValue: number
}

/** A fitted encoder of categories as codes. */
export class OrdinalEncoderModel implements TransformerModel<Categories, DenseMatrix> {
  static readonly kind = 'OrdinalEncoder'
  readonly kind = OrdinalEncoderModel.kind
  readonly givesCodes = true
  readonly #state: OrdinalEncoderState

  constructor(state: OrdinalEncoderState) {
    this.#state = state
  }

  get categories(): readonly KnownCategories[] {
    return this.#state.categories
  }

  /** @throws INVALID_INPUT for a category that training did not see, where unknown ones are refused. */
  transform(X: Categories): DenseMatrix {
    const { categories, refusesUnknown, unknownValue, missingValue } = this.#state
    const d = categories.length
    checkWidth(this.kind, X, d)
    const values = new Float64Array(X.length * d)
    X.forEach((row, i) => {
      for (let j = 0; j < d; j++) {
        const category = row[j]
        const code = category === undefined ? missingValue : categories[j].codeOf(category)
        if (code === -1 && category !== undefined && refusesUnknown) throw unknownCategory(this.kind, category, i, j)
        values[i * d + j] = code === -1 && category !== undefined ? unknownValue : code
      }
    })
    return { rows: X.length, columns: d, values }
  }

  featureNames(): readonly string[] {
    return plainNames(this.categories.length)
  }

  toParts(): Parts {
    const { categories, refusesUnknown, unknownValue, missingValue } = this.#state
    const { config, tensors } = categoriesToParts(categories)
    return {
      kind: this.kind,
      config: { ...config, refusesUnknown, unknownValue: toJson(unknownValue), missingValue: toJson(missingValue) },
      tensors,
    }
  }

  static fromParts({ config, tensors }: Parts): OrdinalEncoderModel {
    return new OrdinalEncoderModel({
      categories: categoriesFromParts(config.missing as readonly MissingSeen[], tensors),
      refusesUnknown: config.refusesUnknown as boolean,
      unknownValue: fromJson(config.unknownValue),
      missingValue: fromJson(config.missingValue),
    })
  }
}

/** NaN is no number in JSON. */
function toJson(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function fromJson(value: Json | undefined): number {
  return typeof value === 'number' ? value : Number.NaN
}
