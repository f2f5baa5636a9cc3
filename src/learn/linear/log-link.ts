import { isSparse, type Matrix } from '../contract.ts'

/** The loss of a row, by η = log of the prediction: half the unit deviance, up to what depends on y alone. */
export interface LogLinkLoss {
  value(eta: number, y: number): number
  /** First and second derivative by η; the second is above 0. */
  slope(eta: number, y: number): number
  curvature(eta: number, y: number): number
}

/** exp(η) − y η. */
export const poissonLoss: LogLinkLoss = {
  value: (eta, y) => Math.exp(eta) - y * eta,
  slope: (eta, y) => Math.exp(eta) - y,
  curvature: (eta) => Math.exp(eta),
}

/** η + y exp(−η). */
export const gammaLoss: LogLinkLoss = {
  value: (eta, y) => eta + y * Math.exp(-eta),
  slope: (eta, y) => 1 - y * Math.exp(-eta),
  curvature: (eta, y) => y * Math.exp(-eta),
}

export interface LogLinkTask {
  readonly X: Matrix
  readonly y: ArrayLike<number>
  readonly sampleWeight: ArrayLike<number> | undefined
  readonly loss: LogLinkLoss
  readonly alpha: number
  readonly fitIntercept: boolean
  /** The largest entry of the gradient at which it stops. */
  readonly tol: number
  readonly maxIter: number
}

export interface LogLinkSolution {
  /** Shape `(d,)`. */
  readonly coef: Float64Array
  readonly intercept: number
  readonly converged: boolean
  readonly iterations: number
}

/** Halvings of a step after which rounding is all that is left. */
const mostHalvings = 40

/**
 * Minimises 1/W Σ s_i loss(x_i·w + b, y_i) + α/2 ‖w‖², with W the sum of the weights s, as scikit-learn's GLMs with a
 * logarithm as link do. Newton's method: each step solves the quadratic that touches the objective, by conjugate
 * gradients, and is halved until the objective falls. It begins at the logarithm of the mean.
 * Source: McCullagh & Nelder (1989), Generalized Linear Models, chapter 2.5.
 */
export function fitLogLink({
  X,
  y,
  sampleWeight,
  loss,
  alpha,
  fitIntercept,
  tol,
  maxIter,
}: LogLinkTask): LogLinkSolution {
  const n = X.rows
  const d = X.columns
  const weights = Float64Array.from({ length: n }, (_, i) => (sampleWeight ? sampleWeight[i] : 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  // The last entry is the intercept.
  let w = new Float64Array(d + 1)
  if (fitIntercept) w[d] = Math.log(weights.reduce((sum, weight, i) => sum + (weight / total) * y[i], 0))
  const objective = (eta: Float64Array, at: Float64Array) => {
    let sum = 0
    for (let i = 0; i < n; i++) if (weights[i] > 0) sum += (weights[i] / total) * loss.value(eta[i], y[i])
    for (let j = 0; j < d; j++) sum += (alpha / 2) * at[j] * at[j]
    return sum
  }
  const rowSums = (of: (i: number) => number, at: Float64Array) => {
    const out = transposed(X, of, fitIntercept)
    for (let j = 0; j < d; j++) out[j] += alpha * at[j]
    return out
  }
  let eta = products(X, w)
  let value = objective(eta, w)
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const gradient = rowSums((i) => (weights[i] / total) * loss.slope(eta[i], y[i]), w)
    if (largest(gradient) <= tol) return done(true, iteration)
    const curvatures = Float64Array.from(eta, (each, i) => (weights[i] / total) * loss.curvature(each, y[i]))
    const step = conjugateGradients(gradient, (v) => {
      const Xv = products(X, v)
      return rowSums((i) => curvatures[i] * Xv[i], v)
    })
    let [scale, next] = [1, w]
    let nextValue = Number.POSITIVE_INFINITY
    for (let halving = 0; halving < mostHalvings && !(nextValue < value); halving++) {
      next = w.map((entry, j) => entry - scale * step[j])
      eta = products(X, next)
      nextValue = objective(eta, next)
      scale /= 2
    }
    // No step makes it smaller: this is as near as rounding lets it come.
    if (!(nextValue < value)) {
      eta = products(X, w)
      return done(largest(gradient) <= Math.max(tol, 1e-8), iteration)
    }
    w = next
    value = nextValue
  }
  return done(false, maxIter)

  function done(converged: boolean, iterations: number): LogLinkSolution {
    return { coef: w.slice(0, d), intercept: fitIntercept ? w[d] : 0, converged, iterations }
  }
}

/** X v and the intercept, shape `(n,)`. */
function products(X: Matrix, v: Float64Array): Float64Array {
  const d = X.columns
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = v[d]
    if (isSparse(X)) for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) sum += X.values[e] * v[X.indices[e]]
    else for (let j = 0; j < d; j++) sum += X.values[i * d + j] * v[j]
    return sum
  })
}

/** Σ of(i) x_i and, for the intercept, Σ of(i); shape `(d + 1,)`. */
function transposed(X: Matrix, of: (i: number) => number, fitIntercept: boolean): Float64Array {
  const d = X.columns
  const out = new Float64Array(d + 1)
  for (let i = 0; i < X.rows; i++) {
    const part = of(i)
    if (fitIntercept) out[d] += part
    if (isSparse(X)) for (let e = X.indptr[i]; e < X.indptr[i + 1]; e++) out[X.indices[e]] += part * X.values[e]
    else for (let j = 0; j < d; j++) out[j] += part * X.values[i * d + j]
  }
  return out
}

/** Solves H x = g for a symmetric H with no negative curvature, to a millionth of g. */
function conjugateGradients(g: Float64Array, times: (v: Float64Array) => Float64Array): Float64Array {
  const x = new Float64Array(g.length)
  const r = g.slice()
  const direction = g.slice()
  let square = dot(r, r)
  const enough = 1e-12 * square
  for (let step = 0; step < 2 * g.length + 20 && square > enough; step++) {
    const product = times(direction)
    const curvature = dot(direction, product)
    if (!(curvature > 0)) break
    const length = square / curvature
    for (let j = 0; j < x.length; j++) {
      x[j] += length * direction[j]
      r[j] -= length * product[j]
    }
    const next = dot(r, r)
    for (let j = 0; j < x.length; j++) direction[j] = r[j] + (next / square) * direction[j]
    square = next
  }
  return x
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j], 0)
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
