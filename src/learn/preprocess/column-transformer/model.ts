import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix, Matrix, Parts, TransformerModel } from '../../contract.ts'
import { hstack } from '../../matrix.ts'
import { nestParts, unnestParts } from '../../nested-parts.ts'
import { TfidfVectorizerModel } from '../../text/tfidf-vectorizer/model.ts'
import { type Categories, type Cell, type CellTable, checkWidth, type TableColumn } from '../cells.ts'
import { DatePartsModel } from '../date-parts/model.ts'
import { MinMaxScalerModel } from '../min-max-scaler/model.ts'
import { OneHotEncoderModel } from '../one-hot-encoder/model.ts'
import { OrdinalEncoderModel } from '../ordinal-encoder/model.ts'
import { SimpleImputerModel } from '../simple-imputer/model.ts'
import { StandardScalerModel } from '../standard-scaler/model.ts'

type NumberStep = DatePartsModel | SimpleImputerModel | StandardScalerModel | MinMaxScalerModel
type BlockStep = NumberStep | OrdinalEncoderModel | OneHotEncoderModel | TfidfVectorizerModel

/** Columns of one type, by their places in the table, and what is done to them, one after the other. */
export type ColumnBlock = readonly [columns: readonly number[], steps: readonly BlockStep[]]

type Rows = readonly (readonly Cell[])[]

/** A fitted column transformer. */
export class ColumnTransformerModel implements TransformerModel<CellTable, Matrix> {
  static readonly kind = 'ColumnTransformer'
  readonly kind = ColumnTransformerModel.kind
  readonly columns: readonly TableColumn[]
  /** For each column of the output, the index of the table's column that it comes from. */
  readonly origins: Int32Array
  readonly #blocks: readonly ColumnBlock[]

  constructor(columns: readonly TableColumn[], blocks: readonly ColumnBlock[]) {
    this.columns = columns
    this.#blocks = blocks
    this.origins = Int32Array.from(blocks.flatMap(originsOf))
  }

  /** Columns of the output that hold codes of categories. */
  get categoricalFeatures(): number[] {
    const codes = this.#blocks.flatMap(([columns, steps]) =>
      steps.some(({ givesCodes }: TransformerModel<never, unknown>) => givesCodes) ? columns : [],
    )
    return Array.from(this.origins, (origin, j) => (codes.includes(origin) ? j : -1)).filter((j) => j >= 0)
  }

  /** @throws INVALID_INPUT for other columns than in training, or what `transformRows` refuses. */
  transform({ columns, rows }: CellTable): Matrix {
    const names = (of: readonly TableColumn[]) => of.map(({ name, type }) => `${name} (${type})`).join(', ')
    if (names(columns) === names(this.columns)) return this.transformRows(rows)
    const message = `expected the columns ${names(this.columns)}, got ${names(columns)}`
    throw new SlipwayError('INVALID_INPUT', `${this.kind}: X: ${message}.`, { problems: [{ path: 'X', message }] })
  }

  /**
   * @param rows cells in the order of `columns`
   * @throws INVALID_INPUT for infinities, or rows of another length.
   */
  transformRows(rows: Rows): Matrix {
    checkWidth(this.kind, rows, this.columns.length)
    const parts = this.#blocks.map((block) => transformBlock(this.columns, block, rows))
    return parts.length === 1 ? parts[0] : hstack(parts)
  }

  /** The name of each output column's own column. */
  featureNames(): readonly string[] {
    return Array.from(this.origins, (origin) => this.columns[origin].name)
  }

  toParts(): Parts {
    const { config, tensors } = nestParts(
      this.kind,
      this.#blocks.flatMap(([, steps]) => steps.map((step) => step.toParts())),
    )
    const columns = this.columns.map(({ name, type }) => ({ name, type }))
    const blocks = this.#blocks.map(([places, steps]) => ({ places, steps: steps.length }))
    return { kind: this.kind, config: { ...config, columns, blocks }, tensors }
  }

  static fromParts(parts: Parts): ColumnTransformerModel {
    const steps = unnestParts(parts).map(stepFromParts)
    const blocks = parts.config.blocks as unknown as readonly { places: readonly number[]; steps: number }[]
    let end = 0
    return new ColumnTransformerModel(
      parts.config.columns as unknown as readonly TableColumn[],
      blocks.map(({ places, steps: count }) => {
        end += count
        return [places, steps.slice(end - count, end)]
      }),
    )
  }
}

/** Columns of numbers or dates as a matrix, NaN for what is missing. */
export function numbersAt(rows: Rows, columns: readonly number[]): DenseMatrix {
  const d = columns.length
  const values = new Float64Array(rows.length * d)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    for (let k = 0; k < d; k++) values[i * d + k] = (row[columns[k]] as number | undefined) ?? Number.NaN
  }
  return { rows: rows.length, columns: d, values }
}

export function categoriesAt(rows: Rows, columns: readonly number[]): Categories {
  return rows.map((row) => columns.map((j) => row[j] as string | undefined))
}

/** A missing text is an empty one. */
export function textsAt(rows: Rows, column: number): string[] {
  return rows.map((row) => (row[column] as string | undefined) ?? '')
}

function transformBlock(columns: readonly TableColumn[], [places, steps]: ColumnBlock, rows: Rows): Matrix {
  switch (columns[places[0]].type) {
    case 'number':
    case 'date':
      return (steps as readonly NumberStep[]).reduce((X, step) => step.transform(X), numbersAt(rows, places))
    case 'category':
      return (steps[0] as OrdinalEncoderModel | OneHotEncoderModel).transform(categoriesAt(rows, places))
    case 'text':
      return (steps[0] as TfidfVectorizerModel).transform(textsAt(rows, places[0]))
  }
}

/** For each column that a block makes, the index of the table's column that it comes from. */
function originsOf([places, steps]: ColumnBlock): readonly number[] {
  return steps.reduce(
    (own, { origins }: TransformerModel<never, unknown>) => (origins ? Array.from(origins, (j) => own[j]) : own),
    places,
  )
}

const readers: { readonly [kind: string]: (parts: Parts) => BlockStep } = {
  DateParts: DatePartsModel.fromParts,
  MinMaxScaler: MinMaxScalerModel.fromParts,
  OneHotEncoder: OneHotEncoderModel.fromParts,
  OrdinalEncoder: OrdinalEncoderModel.fromParts,
  SimpleImputer: SimpleImputerModel.fromParts,
  StandardScaler: StandardScalerModel.fromParts,
  TfidfVectorizer: TfidfVectorizerModel.fromParts,
}

function stepFromParts(parts: Parts): BlockStep {
  if (Object.hasOwn(readers, parts.kind)) return readers[parts.kind](parts)
  throw new SlipwayError(
    'ARTIFACT_CORRUPT',
    `ColumnTransformer: a step of the kind ${parts.kind}: this library knows ${Object.keys(readers).join(', ')}; upgrade it or train again.`,
  )
}
