import { isSparse, type Matrix } from '../contract.ts'
import { forEachRow } from '../each-row.ts'

export interface LeastSquaresTask {
  readonly X: Matrix
  readonly y: ArrayLike<number>
  readonly sampleWeight: ArrayLike<number> | undefined
  /** Strength of the L2 penalty, 0 or more. */
  readonly alpha: number
  readonly fitIntercept: boolean
}

export interface LeastSquaresSolution {
  /** Shape `(d,)`. */
  readonly coef: Float64Array
  readonly intercept: number
}

/** Columns up to which the normal equations are written out, d² numbers, and factorised. */
const mostColumns = 512
/** A pivot this small beside its column's own product means that the column is made of others. */
const dependent = 1e-11

/**
 * Minimises Σ s_i (y_i − x_i·w − b)² + α ‖w‖², as scikit-learn's `Ridge` and `LinearRegression` do. The intercept is not
 * penalised: columns and targets are centred by their weighted means, a sparse matrix without filling its zeros.
 *
 * Up to 512 columns: Cholesky factors of the normal equations, scaled to a diagonal of 1, in O(n d² + d³), then two steps
 * of iterative refinement on the residuals of the rows, which win back what squaring the condition lost. More columns, or
 * columns that depend on each other where α is 0: conjugate gradients on the normal equations, which from 0 find the
 * solution of the smallest norm.
 * Source: Björck (1996), Numerical Methods for Least Squares Problems, chapters 2.9 and 7.4.
 */
export function leastSquares(task: LeastSquaresTask): LeastSquaresSolution {
  const rows = new CentredRows(task)
  const d = task.X.columns
  const solve = d <= mostColumns ? choleskySolver(rows, task.alpha) : undefined
  const coef = new Float64Array(d)
  if (solve === undefined) conjugateGradients(rows, task.alpha, coef)
  else for (let step = 0; step < 3; step++) add(coef, solve(rows.gradient(coef, task.alpha)))
  return { coef, intercept: task.fitIntercept ? rows.meanOfY - dot(rows.means, coef) : 0 }
}

function add(target: Float64Array, step: Float64Array): void {
  for (let j = 0; j < target.length; j++) target[j] += step[j]
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

/** Rows and targets less their weighted means, where there is an intercept. */
class CentredRows {
  readonly means: Float64Array
  readonly meanOfY: number
  readonly X: Matrix
  readonly #y: Float64Array
  readonly weights: Float64Array

  constructor({ X, y, sampleWeight, fitIntercept }: LeastSquaresTask) {
    const n = X.rows
    this.X = X
    this.weights = Float64Array.from({ length: n }, (_, i) => (sampleWeight ? sampleWeight[i] : 1))
    this.means = new Float64Array(X.columns)
    let mean = 0
    if (fitIntercept) {
      const total = this.weights.reduce((sum, weight) => sum + weight, 0)
      forEachRow(X, (row, i) => {
        const share = this.weights[i] / total
        if (share === 0) return
        for (let j = 0; j < row.length; j++) this.means[j] += share * row[j]
        mean += share * y[i]
      })
    }
    this.meanOfY = mean
    this.#y = Float64Array.from(y, (value) => value - mean)
  }

  /** Xᵀ S (y − X w) − α w: half the downhill direction at w. */
  gradient(w: Float64Array, alpha: number): Float64Array {
    const residuals = this.times(w)
    for (let i = 0; i < residuals.length; i++) residuals[i] = this.#y[i] - residuals[i]
    const gradient = this.transposed(residuals)
    for (let j = 0; j < gradient.length; j++) gradient[j] -= alpha * w[j]
    return gradient
  }

  /** X w, shape `(n,)`. */
  times(w: Float64Array): Float64Array {
    const { X } = this
    const shift = dot(this.means, w)
    const product = new Float64Array(X.rows)
    for (let i = 0; i < X.rows; i++) {
      let sum = -shift
      if (isSparse(X)) for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) sum += X.values[e] * w[X.indices[e]]
      else for (let j = 0; j < X.columns; j++) sum += X.values[i * X.columns + j] * w[j]
      product[i] = sum
    }
    return product
  }

  /** Xᵀ S r, shape `(d,)`. */
  transposed(r: Float64Array): Float64Array {
    const { X, weights, means } = this
    const product = new Float64Array(X.columns)
    let total = 0
    for (let i = 0; i < X.rows; i++) {
      const part = weights[i] * r[i]
      if (part === 0) continue
      total += part
      if (isSparse(X)) for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) product[X.indices[e]] += part * X.values[e]
      else for (let j = 0; j < X.columns; j++) product[j] += part * X.values[i * X.columns + j]
    }
    for (let j = 0; j < product.length; j++) product[j] -= total * means[j]
    return product
  }

  /** Xᵀ S X, shape `(d, d)`, its lower triangle. */
  gram(): Float64Array {
    const { X, weights, means } = this
    const d = X.columns
    const gram = new Float64Array(d * d)
    const centred = new Float64Array(d)
    forEachRow(X, (row, i) => {
      const weight = weights[i]
      if (weight === 0) return
      for (let j = 0; j < d; j++) centred[j] = row[j] - means[j]
      for (let j = 0; j < d; j++) {
        const part = weight * centred[j]
        if (part === 0) continue
        for (let k = 0; k <= j; k++) gram[j * d + k] += part * centred[k]
      }
    })
    return gram
  }
}

/** Solves (XᵀSX + αI) x = g for a g; undefined where columns depend on each other. */
function choleskySolver(rows: CentredRows, alpha: number): ((g: Float64Array) => Float64Array) | undefined {
  const L = rows.gram()
  const d = rows.X.columns
  for (let j = 0; j < d; j++) L[j * d + j] += alpha
  // A column that is constant takes no part.
  const scale = Float64Array.from({ length: d }, (_, j) => (L[j * d + j] > 0 ? 1 / Math.sqrt(L[j * d + j]) : 0))
  for (let j = 0; j < d; j++) for (let k = 0; k <= j; k++) L[j * d + k] *= scale[j] * scale[k]
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = L[j * d + k]
      for (let m = 0; m < k; m++) sum -= L[j * d + m] * L[k * d + m]
      if (k < j) L[j * d + k] = L[k * d + k] === 0 ? 0 : sum / L[k * d + k]
      else if (scale[j] === 0) L[j * d + j] = 0
      else if (sum > dependent) L[j * d + j] = Math.sqrt(sum)
      else return undefined
    }
  }
  return (g) => {
    const x = g.map((value, j) => value * scale[j])
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < j; k++) x[j] -= L[j * d + k] * x[k]
      x[j] = L[j * d + j] === 0 ? 0 : x[j] / L[j * d + j]
    }
    for (let j = d - 1; j >= 0; j--) {
      for (let k = j + 1; k < d; k++) x[j] -= L[k * d + j] * x[k]
      x[j] = L[j * d + j] === 0 ? 0 : x[j] / L[j * d + j]
    }
    return x.map((value, j) => value * scale[j])
  }
}

/** Fills `w`, from 0, until the gradient is 1e-12 of what it was, or rounding lets it fall no more. */
function conjugateGradients(rows: CentredRows, alpha: number, w: Float64Array): void {
  let r = rows.gradient(w, alpha)
  const direction = r.slice()
  let square = dot(r, r)
  const enough = 1e-24 * square
  const mostSteps = Math.max(200, 4 * w.length)
  for (let step = 0; step < mostSteps && square > enough; step++) {
    const product = rows.transposed(rows.times(direction))
    for (let j = 0; j < product.length; j++) product[j] += alpha * direction[j]
    const curvature = dot(direction, product)
    if (!(curvature > 0)) return
    const length = square / curvature
    for (let j = 0; j < w.length; j++) w[j] += length * direction[j]
    // The residual is computed anew now and then: updates gather rounding.
    if (step % 50 === 49) r = rows.gradient(w, alpha)
    else for (let j = 0; j < r.length; j++) r[j] -= length * product[j]
    const next = dot(r, r)
    for (let j = 0; j < direction.length; j++) direction[j] = r[j] + (next / square) * direction[j]
    square = next
  }
}
