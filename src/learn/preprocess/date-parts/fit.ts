import type { DenseMatrix, Transformer } from '../../contract.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import { type DatePart, DatePartsModel, datePart, datePartNames } from './model.ts'

/**
 * Columns of moments (milliseconds since 1970, UTC; NaN is a missing one), shape `(n, d)`, to columns of numbers: year,
 * month, day of the week, day of the year, hour, and the time as a line. Of these, a column becomes the ones that vary
 * in training: dates without a time of day have no hour, those of one year no year.
 *
 * @example
 * const X = denseMatrix([[Date.UTC(2025, 0, 31)], [Date.UTC(2025, 1, 1)]])
 * new DateParts().fit(X).parts // [['month', 'dayOfWeek', 'dayOfYear', 'time']]
 */
export class DateParts implements Transformer<DenseMatrix, DenseMatrix, DatePartsModel> {
  /** @throws INVALID_INPUT for no rows, or infinities. */
  fit(X: DenseMatrix): DatePartsModel {
    checkSomeRows(DatePartsModel.kind, X.rows)
    checkMatrix(DatePartsModel.kind, X, { missing: true })
    return new DatePartsModel({ parts: Array.from({ length: X.columns }, (_, j) => varying(columnValues(X, j))) })
  }

  fitTransform(X: DenseMatrix) {
    const model = this.fit(X)
    return { model, output: model.transform(X) }
  }
}

/** A column in which nothing varies keeps its time, so that it is still a column. */
function varying(moments: Float64Array): DatePart[] {
  const first = moments[0] ?? Number.NaN
  const parts = datePartNames.filter((part) => {
    const value = datePart(part, first)
    return moments.some((ms) => datePart(part, ms) !== value)
  })
  return parts.length > 0 ? parts : ['time']
}
