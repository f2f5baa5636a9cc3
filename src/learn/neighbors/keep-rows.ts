import { SlipwayError } from '../../errors.ts'
import { isSparse, type Matrix } from '../contract.ts'
import { takeRows } from '../matrix.ts'

/**
 * The rows that a model of neighbours keeps, and their weights.
 * @throws INVALID_INPUT where there are fewer rows, by weight, than neighbours
 */
export function keepRows(
  who: string,
  X: Matrix,
  nNeighbors: number,
  sampleWeight: ArrayLike<number> | undefined,
): { readonly X: Matrix; readonly rowWeights: Float64Array | undefined } {
  const rowWeights = sampleWeight && Float64Array.from(sampleWeight)
  const total = rowWeights ? rowWeights.reduce((sum, weight) => sum + weight, 0) : X.rows
  if (total < nNeighbors) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${who}: X: expected at least nNeighbors = ${nNeighbors} rows${rowWeights ? ' by weight' : ''}, got ${total}.`,
    )
  }
  return { X: copy(X), rowWeights }
}

function copy(X: Matrix): Matrix {
  if (!isSparse(X)) return { ...X, values: X.values.slice() }
  return takeRows(
    X,
    Int32Array.from({ length: X.rows }, (_, i) => i),
  )
}
