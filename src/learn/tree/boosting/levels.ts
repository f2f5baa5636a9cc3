import { SlipwayError } from '../../../errors.ts'
import { isSparse, type Matrix } from '../../contract.ts'

/** The categories that each categorical column knows: codes, ascending. Other columns have none. */
export type Levels = ReadonlyMap<number, Int32Array>

/** The place of a code among the levels, or NaN where it is missing or not known. */
export function levelOf(codes: Int32Array, code: number): number {
  let low = 0
  let high = codes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const at = codes[middle]
    if (at === code) return middle
    if (at < code) low = middle + 1
    else high = middle - 1
  }
  return Number.NaN
}

/** @throws INVALID_INPUT where a column of categories holds something else than whole codes from 0 to 2³¹ − 1. */
export function checkCodes(who: string, X: Matrix, columns: Iterable<number>): void {
  const isCategorical = new Uint8Array(X.columns)
  for (const j of columns) isCategorical[j] = 1
  const check = (row: number, j: number, code: number): void => {
    if (isCategorical[j] === 0 || Number.isNaN(code) || (code >= 0 && code <= 0x7fffffff && Number.isInteger(code)))
      return
    const message = `expected whole codes from 0 to 2147483647 in column ${j}, which holds categories, got ${code} in row ${row} (counted from 0)`
    throw new SlipwayError('INVALID_INPUT', `${who}: X: ${message}.`, { problems: [{ path: 'X', message }] })
  }
  if (!isSparse(X)) {
    for (const j of columns) for (let i = 0; i < X.rows; i++) check(i, j, X.values[i * X.columns + j])
    return
  }
  for (let i = 0; i < X.rows; i++) {
    for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) check(i, X.indices[e], X.values[e])
  }
}

/** Replaces codes by their places among the levels, in one row. */
export function encodeLevels(row: Float64Array, levels: Levels): void {
  for (const [j, codes] of levels) row[j] = levelOf(codes, row[j])
}
