import type { SparseMatrix } from '../contract.ts'
import { dot } from '../matrix.ts'
import { Random } from '../random.ts'
import type { MarginProblem, MarginSolution } from './problem.ts'

/** Passes between two measurements of the gap, each of which costs a pass. */
const passesBetween = 8

/**
 * Minimises ½ ‖w‖² + Σ c_i max(0, 1 − y_i w·x_i)^p by coordinate descent on its dual,
 *
 *   p = 1:  maximise  Σ α_i − ½ ‖w‖²,                   w = Σ α_i y_i x_i,   0 ≤ α_i ≤ c_i,
 *   p = 2:  maximise  Σ α_i − ½ ‖w‖² − Σ α_i² / (4 c_i),                     0 ≤ α_i,
 *
 * one row at a time in random order. Rows whose α rests at an end are left out until the others are settled. It ends
 * by the duality gap, which is measured over all rows. A pass costs O(entries).
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan (2008), A dual coordinate descent method for large-scale linear
 * SVM, ICML, algorithm 3.
 */
export function dualDescent(
  X: SparseMatrix,
  { signs, costs, squared, tol, maxIter, seed }: MarginProblem,
  onProgress: (share: number) => void,
): MarginSolution {
  const { rows, columns, indptr, indices, values } = X
  const random = new Random(seed)
  const w = new Float64Array(columns)
  const alpha = new Float64Array(rows)
  const lengths = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    for (let e = indptr[i]; e < indptr[i + 1]; e++) lengths[i] += values[e] * values[e]
  }
  // What the square of α_i costs, twice; a row of no cost keeps its α at 0.
  const bends = costs.map((cost) => (squared && cost > 0 ? 1 / (2 * cost) : 0))
  const ends = costs.map((cost) => (squared && cost > 0 ? Number.POSITIVE_INFINITY : cost))
  const order = Int32Array.from({ length: rows }, (_, i) => i)
  let active = rows
  // Beyond these, an α that rests at an end is left out: the extremes of the last pass.
  let highest = Number.POSITIVE_INFINITY
  let lowest = Number.NEGATIVE_INFINITY
  let settled = 0.1
  let firstGap = 0

  for (let pass = 1; ; pass++) {
    random.shuffle(order.subarray(0, active))
    let most = Number.NEGATIVE_INFINITY
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < active; at++) {
      const i = order[at]
      const slope = signs[i] * product(i) - 1 + bends[i] * alpha[i]
      if ((alpha[i] === 0 && slope > highest) || (alpha[i] === ends[i] && slope < lowest)) {
        order[at--] = order[--active]
        order[active] = i
        continue
      }
      const free = (alpha[i] > 0 || slope < 0) && (alpha[i] < ends[i] || slope > 0)
      most = Math.max(most, free ? slope : 0)
      least = Math.min(least, free ? slope : 0)
      if (free && slope !== 0) {
        move(i, Math.min(ends[i], Math.max(0, alpha[i] - slope / (lengths[i] + bends[i]))))
      }
    }
    const isSettled = most - least <= settled
    if (isSettled || pass % passesBetween === 0 || pass >= maxIter) {
      const { gap, objective } = measure()
      firstGap ||= gap / objective
      if (gap <= tol * objective) return { w, converged: true, iterations: pass }
      if (pass >= maxIter) return { w, converged: false, iterations: pass }
      onProgress(Math.max(0, Math.min(1, Math.log(firstGap / (gap / objective)) / Math.log(firstGap / tol))))
    }
    if (isSettled && active === rows) settled /= 10
    const open = isSettled && active < rows
    if (open) active = rows
    highest = open || most <= 0 ? Number.POSITIVE_INFINITY : most
    lowest = open || least >= 0 ? Number.NEGATIVE_INFINITY : least
  }

  function product(i: number): number {
    let sum = 0
    for (let e = indptr[i]; e < indptr[i + 1]; e++) sum += values[e] * w[indices[e]]
    return sum
  }

  function move(i: number, to: number): void {
    const step = (to - alpha[i]) * signs[i]
    alpha[i] = to
    for (let e = indptr[i]; e < indptr[i + 1]; e++) w[indices[e]] += step * values[e]
  }

  function measure(): { gap: number; objective: number } {
    const half = dot(w, w) / 2
    let loss = 0
    let sum = 0
    for (let i = 0; i < rows; i++) {
      const short = Math.max(0, 1 - signs[i] * product(i))
      loss += costs[i] * (squared ? short * short : short)
      sum += alpha[i] - (bends[i] / 2) * alpha[i] * alpha[i]
    }
    return { gap: loss + 2 * half - sum, objective: half + loss }
  }
}
