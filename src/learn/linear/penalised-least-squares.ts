import type { Matrix } from '../contract.ts'
import { type ByColumns, byColumns } from './columns.ts'
import type { LeastSquaresSolution } from './least-squares.ts'

export interface PenalisedTask {
  readonly X: Matrix
  readonly y: ArrayLike<number>
  readonly sampleWeight: ArrayLike<number> | undefined
  /** Strength of the penalty. */
  readonly alpha: number
  /** Fraction of it that is L1, from 0 to 1. */
  readonly l1Ratio: number
  readonly fitIntercept: boolean
  /** The duality gap at which it stops, as a fraction of Σ s (y − ȳ)². */
  readonly tol: number
  readonly maxIter: number
}

export interface PenalisedSolution extends LeastSquaresSolution {
  readonly converged: boolean
  /** Passes over the columns. */
  readonly iterations: number
}

/** Passes over the columns that are not 0 between two over all of them. */
const activePasses = 10

/**
 * Minimises 1/(2W) Σ s_i (y_i − x_i·w − b)² + α l1Ratio ‖w‖₁ + α (1 − l1Ratio)/2 ‖w‖², with W the sum of the weights s, by
 * coordinate descent: each column in turn takes its best weight with all others as they are. Between passes over all
 * columns come some over those that are not 0. It stops when the duality gap, which bounds how far the objective is from
 * the least, is small.
 *
 * Means are taken off without filling a sparse matrix: where there is an intercept, weighted residuals sum to 0, so that a
 * column's mean plays no part in its gradient. O(passes · entries) time.
 * Source: Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1); Kim et al. (2007), IEEE Journal of
 * Selected Topics in Signal Processing 1(4), for the gap.
 */
export function penalisedLeastSquares(task: PenalisedTask): PenalisedSolution {
  const descent = new Descent(task)
  let iterations = 0
  let converged = false
  while (iterations < task.maxIter && !converged) {
    descent.pass(false)
    iterations += 1
    converged = descent.gap() <= task.tol * descent.spread
    for (let p = 0; p < activePasses && !converged && iterations < task.maxIter; p++) {
      iterations += 1
      if (descent.pass(true) === 0) break
    }
  }
  return { ...descent.solution(), converged, iterations }
}

class Descent {
  readonly #columns: ByColumns
  readonly #weights: Float64Array
  readonly #means: Float64Array
  /** Σ s (x − μ)² of each column. */
  readonly #squares: Float64Array
  readonly #y: Float64Array
  readonly #meanOfY: number
  readonly #l1: number
  readonly #l2: number
  readonly #fitIntercept: boolean
  readonly #w: Float64Array
  /** Of row i: y_i − x_i·w without the shift by the columns' means. */
  readonly #residuals: Float64Array
  /** μ·w: what taking off the means adds to every residual. */
  #shift = 0
  /** Σ s (y − ȳ)². */
  readonly spread: number

  constructor({ X, y, sampleWeight, alpha, l1Ratio, fitIntercept }: PenalisedTask) {
    const n = X.rows
    this.#columns = byColumns(X)
    this.#weights = Float64Array.from({ length: n }, (_, i) => (sampleWeight ? sampleWeight[i] : 1))
    this.#fitIntercept = fitIntercept
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0)
    this.#meanOfY = fitIntercept ? this.#weights.reduce((sum, weight, i) => sum + (weight / total) * y[i], 0) : 0
    this.#y = Float64Array.from(y, (value) => value - this.#meanOfY)
    this.spread = this.#y.reduce((sum, value, i) => sum + this.#weights[i] * value * value, 0)
    this.#residuals = this.#y.slice()
    this.#w = new Float64Array(X.columns)
    this.#means = new Float64Array(X.columns)
    this.#squares = new Float64Array(X.columns)
    this.#l1 = alpha * l1Ratio * total
    this.#l2 = alpha * (1 - l1Ratio) * total
    const { start, rows, values } = this.#columns
    for (let j = 0; j < X.columns; j++) {
      let [sum, squares, weightOfEntries] = [0, 0, 0]
      for (let e = start[j]; e < start[j + 1]; e++) {
        weightOfEntries += this.#weights[rows[e]]
        sum += this.#weights[rows[e]] * values[e]
      }
      const mean = fitIntercept ? sum / total : 0
      for (let e = start[j]; e < start[j + 1]; e++) squares += this.#weights[rows[e]] * (values[e] - mean) ** 2
      this.#means[j] = mean
      this.#squares[j] = squares + (total - weightOfEntries) * mean * mean
    }
  }

  /** Σ s (x_ij − μ_j) r_i. */
  #gradient(j: number): number {
    const { start, rows, values } = this.#columns
    let sum = 0
    for (let e = start[j]; e < start[j + 1]; e++) {
      const i = rows[e]
      sum += this.#weights[i] * values[e] * (this.#residuals[i] + this.#shift)
    }
    return sum
  }

  /** One pass over all columns, or those that are not 0. @returns the largest change of a prediction */
  pass(activeOnly: boolean): number {
    const { start, rows, values } = this.#columns
    let largest = 0
    for (let j = 0; j < this.#w.length; j++) {
      const before = this.#w[j]
      if (this.#squares[j] === 0 || (activeOnly && before === 0)) continue
      const pull = this.#gradient(j) + this.#squares[j] * before
      const beyond = Math.max(0, Math.abs(pull) - this.#l1)
      const after = beyond === 0 ? 0 : (Math.sign(pull) * beyond) / (this.#squares[j] + this.#l2)
      const change = after - before
      if (change === 0) continue
      this.#w[j] = after
      this.#shift += change * this.#means[j]
      for (let e = start[j]; e < start[j + 1]; e++) this.#residuals[rows[e]] -= change * values[e]
      largest = Math.max(largest, Math.abs(change))
    }
    return largest
  }

  /** How far the objective, times W, is from its least at the most. */
  gap(): number {
    let [squares, withY, norm1, norm2, most] = [0, 0, 0, 0, 0]
    for (let i = 0; i < this.#y.length; i++) {
      const residual = this.#residuals[i] + this.#shift
      squares += this.#weights[i] * residual * residual
      withY += this.#weights[i] * residual * this.#y[i]
    }
    for (let j = 0; j < this.#w.length; j++) {
      norm1 += Math.abs(this.#w[j])
      norm2 += this.#w[j] ** 2
      most = Math.max(most, Math.abs(this.#gradient(j) - this.#l2 * this.#w[j]))
    }
    const scale = most > this.#l1 ? this.#l1 / most : 1
    return (
      0.5 * squares * (1 + scale * scale) +
      this.#l1 * norm1 -
      scale * withY +
      0.5 * this.#l2 * (1 + scale * scale) * norm2
    )
  }

  solution(): LeastSquaresSolution {
    return { coef: this.#w, intercept: this.#fitIntercept ? this.#meanOfY - this.#shift : 0 }
  }
}
