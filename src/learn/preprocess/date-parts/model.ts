import type { DenseMatrix, Parts, TransformerModel } from '../../contract.ts'
import { toDense } from '../../matrix.ts'
import { checkMatrix } from '../../matrix-check.ts'

/** What a date says, in the order of the output's columns; `time` is days since 1970, with their fraction. */
export const datePartNames = ['year', 'month', 'dayOfWeek', 'dayOfYear', 'hour', 'time'] as const
export type DatePart = (typeof datePartNames)[number]

const dayMs = 86_400_000

/** One part of a moment, given in milliseconds since 1970 in UTC. Days of the week count from Monday = 0. */
export function datePart(part: DatePart, ms: number): number {
  if (Number.isNaN(ms)) return Number.NaN
  if (part === 'time') return ms / dayMs
  const date = new Date(ms)
  switch (part) {
    case 'year':
      return date.getUTCFullYear()
    case 'month':
      return date.getUTCMonth() + 1
    case 'dayOfWeek':
      return (date.getUTCDay() + 6) % 7
    case 'dayOfYear':
      return Math.floor((ms - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1
    case 'hour':
      return date.getUTCHours()
  }
}

/** What a fit hands over. */
export interface DatePartsState {
  /** For each column of dates, the parts that it becomes. */
  readonly parts: readonly (readonly DatePart[])[]
}

/** Columns of moments as columns of numbers: the parts of the first date, then those of the next. NaN stays NaN. */
export class DatePartsModel implements TransformerModel<DenseMatrix, DenseMatrix>, DatePartsState {
  static readonly kind = 'DateParts'
  readonly kind = DatePartsModel.kind
  readonly parts: readonly (readonly DatePart[])[]
  /** For each column of the output, the input column that it is a part of. */
  readonly origins: readonly number[]

  constructor({ parts }: DatePartsState) {
    this.parts = parts
    this.origins = parts.flatMap((own, j) => own.map(() => j))
  }

  /** @throws INVALID_INPUT for infinities, or another number of columns than in training. */
  transform(X: DenseMatrix): DenseMatrix {
    const d = this.parts.length
    checkMatrix(this.kind, X, { columns: d, missing: true })
    const given = toDense(X).values
    const columns = this.origins.length
    const values = new Float64Array(X.rows * columns)
    for (let i = 0; i < X.rows; i++) {
      let at = i * columns
      this.parts.forEach((own, j) => {
        const ms = given[i * d + j] ?? Number.NaN
        for (const part of own) values[at++] = datePart(part, ms)
      })
    }
    return { rows: X.rows, columns, values }
  }

  featureNames(): readonly string[] {
    return this.parts.flatMap((own, j) => own.map((part) => `x${j}_${part}`))
  }

  toParts(): Parts {
    return { kind: this.kind, config: { parts: this.parts }, tensors: {} }
  }

  static fromParts({ config }: Parts): DatePartsModel {
    return new DatePartsModel({ parts: config.parts as unknown as DatePartsState['parts'] })
  }
}
