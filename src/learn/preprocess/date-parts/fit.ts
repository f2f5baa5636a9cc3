import type { DenseMatrix } from '../../contract.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { checkSomeRows } from '../cells.ts'
import { columnValues } from '../column-values.ts'
import { type DatePart, DatePartsModel, datePart, datePartNames } from './model.ts'

export function fit(_settings: object, X: DenseMatrix): DatePartsModel {
  checkSomeRows(DatePartsModel.kind, X.rows)
  checkMatrix(DatePartsModel.kind, X, { missing: true })
  return new DatePartsModel({ parts: Array.from({ length: X.columns }, (_, j) => varying(columnValues(X, j))) })
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
