import type { SparseMatrix } from '../contract.ts'
import { axpy, dot } from '../matrix.ts'
import { coordinateDescent } from './coordinate-descent.ts'
import type { Design } from './design.ts'
import { type ElasticNet, subgradient } from './elastic-net.ts'
import type { MarginLoss } from './logistic-loss.ts'
import { isOptimal, progress, type Solution, type SolverOptions } from './solver.ts'

/**
 * Minimises ℓ(Xθ) + ridge/2 ‖w‖² + lasso ‖w‖₁, w being θ without the intercepts, by proximal Newton: coordinate
 * descent on the quadratic model of the loss gives a step, along which an Armijo search goes.
 *
 * A step moves only the coefficients that are not 0 or that the gradient pushes off 0; all the others are looked at
 * again before the next. On text a few hundred of many thousand columns are in play, so that a step costs little
 * more than its gradient.
 * Source: Yuan, Ho & Lin (2012), An improved GLMNET for L1-regularized logistic regression, JMLR 13.
 * @param columns X by columns: its transpose
 */
export function proximalNewton(
  design: Design,
  columns: SparseMatrix,
  loss: MarginLoss,
  penalty: ElasticNet,
  start: Float64Array,
  options: SolverOptions,
): Solution {
  const { parameters, penalised, rows, outputs } = design
  const { ridge, lasso } = penalty
  const theta = start
  const z = new Float64Array(rows * outputs)
  const residual = new Float64Array(rows * outputs)
  const gradient = new Float64Array(parameters)
  const point = new Float64Array(parameters)
  const step = new Float64Array(parameters)
  const stepMargins = new Float64Array(rows * outputs)
  const trial = new Float64Array(rows * outputs)
  const working = new Int32Array(parameters)
  const descend = coordinateDescent(design, columns, loss, penalty)

  design.times(theta, z, 0, rows)
  let value = loss.value(z) + penaltyAt(0)
  let firstSlope = 0
  let gain = Number.POSITIVE_INFINITY
  for (let iteration = 0; ; iteration++) {
    loss.derive(z, residual)
    gradient.fill(0)
    design.addTransposeTimes(residual, gradient, 0, rows)
    // Before the ridge is added: the penalty is followed exactly along the search.
    const lossGradient = gradient.slice()
    axpy(ridge, theta.subarray(0, penalised), gradient)
    const { slope, count } = steepest()
    if (isOptimal(slope, gain, value, options.tol)) return { theta, converged: true, iterations: iteration }
    if (iteration === options.maxIter) return { theta, converged: false, iterations: iteration }
    firstSlope ||= slope
    options.onProgress?.(progress(slope, firstSlope, options.tol))

    point.set(theta)
    descend({ theta, gradient, working: working.subarray(0, count), enough: slope / 4, limit: value }, point)
    for (let j = 0; j < parameters; j++) step[j] = point[j] - theta[j]
    design.times(step, stepMargins, 0, rows)
    const descent = dot(lossGradient, step) + penaltyAt(1) - penaltyAt(0)
    let length = 1
    let next = 0
    for (let halvings = 0; ; halvings++, length /= 2) {
      // Rounding alone can hold up a step this small: the optimum of this arithmetic is reached, the tolerance not.
      if (halvings === 30) return { theta, converged: false, iterations: iteration }
      for (let i = 0; i < z.length; i++) trial[i] = z[i] + length * stepMargins[i]
      next = loss.value(trial) + penaltyAt(length)
      // Near the optimum the change drowns in rounding: a rise in the last digits is none.
      if (next <= value + 1e-2 * length * descent + 1e-15 * Math.abs(value)) break
    }
    gain = value - next
    value = next
    // Set, not added up: a coefficient that went to 0 has to be 0.
    if (length === 1) theta.set(point)
    else axpy(length, step, theta)
    axpy(length, stepMargins, z)
  }

  /** The penalty at θ + length · step. */
  function penaltyAt(length: number): number {
    let squares = 0
    let sizes = 0
    for (let j = 0; j < penalised; j++) {
      const w = theta[j] + length * step[j]
      squares += w * w
      sizes += Math.abs(w)
    }
    return (ridge / 2) * squares + lasso * sizes
  }

  /** The largest entry of the minimum-norm subgradient; fills `working` with the coordinates that are not settled at 0. */
  function steepest(): { slope: number; count: number } {
    let slope = 0
    let count = 0
    for (let j = 0; j < parameters; j++) {
      const size = Math.abs(subgradient(theta[j], gradient[j], j < penalised ? lasso : 0))
      slope = Math.max(slope, size)
      if (theta[j] !== 0 || size > 0) working[count++] = j
    }
    return { slope, count }
  }
}
