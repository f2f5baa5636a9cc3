import type { SparseMatrix } from '../contract.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'

/**
 * The curvature of a loss at a point, one coordinate at a time: ½ dᵀ Xᵀ (d²ℓ/dz²) X d for a step d that is built up by
 * `move`. Coordinates are numbered as `Design` lays parameters out; each costs the entries of its column.
 */
export interface QuadraticModel {
  /** Takes the second derivatives of the loss where it was last derived, and sets d to 0. */
  restart(): void
  /** The second derivative with respect to one coordinate. */
  curvature(at: number): number
  /** The derivative with respect to one coordinate, at the present d. */
  slope(at: number): number
  /** d[at] ← d[at] + by. */
  move(at: number, by: number): void
}

/** @param columns X by columns: its transpose. */
export function quadraticModel(design: Design, columns: SparseMatrix, loss: MarginLoss): QuadraticModel {
  return design.outputs === 1 ? oneOutput(design, columns, loss) : manyOutputs(design, columns, loss)
}

function oneOutput({ rows, penalised }: Design, { indptr, indices, values }: SparseMatrix, loss: MarginLoss) {
  const a = loss.weighted
  // (d²ℓ/dz²) X d
  const q = new Float64Array(rows)
  return {
    restart() {
      q.fill(0)
    },
    curvature(at: number) {
      let sum = 0
      if (at >= penalised) for (let i = 0; i < rows; i++) sum += a[i]
      else for (let e = indptr[at]; e < indptr[at + 1]; e++) sum += values[e] * values[e] * a[indices[e]]
      return sum
    },
    slope(at: number) {
      let sum = 0
      if (at >= penalised) {
        for (let i = 0; i < rows; i++) sum += q[i]
        return sum
      }
      const end = indptr[at + 1]
      for (let e = indptr[at]; e < end; e++) sum += values[e] * q[indices[e]]
      return sum
    },
    move(at: number, by: number) {
      if (at >= penalised) {
        for (let i = 0; i < rows; i++) q[i] += a[i] * by
        return
      }
      const end = indptr[at + 1]
      for (let e = indptr[at]; e < end; e++) q[indices[e]] += a[indices[e]] * (values[e] * by)
    },
  }
}

function manyOutputs(design: Design, { indptr, indices, values }: SparseMatrix, loss: MarginLoss): QuadraticModel {
  const { rows, outputs: K, penalised } = design
  const { weighted: a, shares: p } = loss
  // u = X d and, a row, m = p·u: the block of a row is then a ∘ (u − m), without a sum over the classes.
  const u = new Float64Array(rows * K)
  const m = new Float64Array(rows)
  return {
    restart() {
      u.fill(0)
      m.fill(0)
    },
    curvature(at) {
      const k = at % K
      const j = (at - k) / K
      let sum = 0
      if (at >= penalised) {
        for (let i = k; i < u.length; i += K) sum += a[i] * (1 - p[i])
        return sum
      }
      for (let e = indptr[j]; e < indptr[j + 1]; e++) {
        const i = indices[e] * K + k
        sum += values[e] * values[e] * a[i] * (1 - p[i])
      }
      return sum
    },
    slope(at) {
      const k = at % K
      const j = (at - k) / K
      let sum = 0
      if (at >= penalised) {
        for (let i = 0; i < rows; i++) sum += a[i * K + k] * (u[i * K + k] - m[i])
        return sum
      }
      const end = indptr[j + 1]
      for (let e = indptr[j]; e < end; e++) {
        const i = indices[e]
        sum += values[e] * a[i * K + k] * (u[i * K + k] - m[i])
      }
      return sum
    },
    move(at, by) {
      const k = at % K
      const j = (at - k) / K
      const intercept = at >= penalised
      const end = intercept ? rows : indptr[j + 1]
      for (let e = intercept ? 0 : indptr[j]; e < end; e++) {
        const i = intercept ? e : indices[e]
        const change = intercept ? by : by * values[e]
        u[i * K + k] += change
        m[i] += p[i * K + k] * change
      }
    },
  }
}
