import { axpy, dot } from '../matrix.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'
import { rowProducts } from './row-products.ts'
import type { RowProducts } from './row-work.ts'
import { isOptimal, largestEntry, progress, type Solution, type SolverOptions } from './solver.ts'

/**
 * Minimises ℓ(Xθ) + ridge/2 ‖w‖², w being θ without the intercepts, by Newton's method with steps from
 * preconditioned conjugate gradients, cut short at a quarter of the gradient (line-search truncated Newton).
 *
 * An inner iteration costs one product with X and one with Xᵀ. The margins of a step come out of them for free,
 * so that the line search costs O(n). On TF-IDF of 5,718 reviews (1- and 2-grams, C from 1 to 100) a fit takes 14 to
 * 37 inner and 6 to 10 outer iterations, where L-BFGS takes 27 to 93 evaluations for the same gradient.
 * Source: Galli & Lin (2022), IEEE Trans. Neural Netw. Learn. Syst. 33(10); Nocedal & Wright (2006), algorithm 7.1.
 */
export function newton(
  design: Design,
  loss: MarginLoss,
  ridge: number,
  start: Float64Array,
  options: SolverOptions,
): Solution {
  const products = rowProducts(design, loss, options.threads ?? 1)
  try {
    return search(design, loss, products, ridge, start, options)
  } finally {
    products.end()
  }
}

function search(
  design: Design,
  loss: MarginLoss,
  products: RowProducts,
  ridge: number,
  start: Float64Array,
  options: SolverOptions,
): Solution {
  const { parameters, penalised, rows, outputs } = design
  const theta = start
  const z = new Float64Array(rows * outputs)
  const residual = new Float64Array(rows * outputs)
  const gradient = new Float64Array(parameters)
  const step = new Float64Array(parameters)
  const stepMargins = new Float64Array(rows * outputs)
  const trial = new Float64Array(rows * outputs)
  const solve = conjugateGradients(design, loss, products, ridge)
  const w = theta.subarray(0, penalised)
  const s = step.subarray(0, penalised)

  design.times(theta, z, 0, rows)
  let value = loss.value(z) + (ridge / 2) * dot(w, w)
  let firstSlope = 0
  let gain = Number.POSITIVE_INFINITY
  for (let iteration = 0; ; iteration++) {
    loss.derive(z, residual)
    products.gradient(residual, gradient)
    axpy(ridge, w, gradient)
    const slope = largestEntry(gradient)
    const done = options.isOptimal?.(gradient, value) ?? isOptimal(slope, gain, value, options.tol)
    if (done) return { theta, converged: true, iterations: iteration }
    if (iteration === options.maxIter) return { theta, converged: false, iterations: iteration }
    firstSlope ||= slope
    options.onProgress?.(progress(slope, firstSlope, options.tol))

    solve(gradient, step, stepMargins)
    const ww = dot(w, w)
    const ws = dot(w, s)
    const ss = dot(s, s)
    const descent = dot(gradient, step)
    let length = 1
    let next = 0
    for (let halvings = 0; ; halvings++, length /= 2) {
      // Rounding alone can hold up a step this small: the optimum of this arithmetic is reached, the tolerance not.
      if (halvings === 30) return { theta, converged: false, iterations: iteration }
      for (let i = 0; i < z.length; i++) trial[i] = z[i] + length * stepMargins[i]
      next = loss.value(trial) + (ridge / 2) * (ww + 2 * length * ws + length * length * ss)
      // Near the optimum the change drowns in rounding: a rise in the last digits is none.
      if (next <= value + 1e-4 * length * descent + 1e-15 * Math.abs(value)) break
    }
    gain = value - next
    value = next
    axpy(length, step, theta)
    axpy(length, stepMargins, z)
  }
}

/**
 * Solves H step = −gradient until the rest is a quarter of the gradient, and gives X step along with it.
 *
 * The preconditioner is ridge + 0.003 diag(H), with H as it was at the start. The whole diagonal would be worse than
 * none for TF-IDF (55 inner iterations against 28 and 25), none would be hopeless for columns of different scale.
 * Source: Hsia, Chiang & Lin (2018), ACML, section 3.
 */
function conjugateGradients(design: Design, loss: MarginLoss, products: RowProducts, ridge: number) {
  const { parameters, penalised, rows, outputs } = design
  const scale = new Float64Array(parameters)
  const rest = new Float64Array(parameters)
  const scaled = new Float64Array(parameters)
  const direction = new Float64Array(parameters)
  const product = new Float64Array(parameters)
  const margins = new Float64Array(rows * outputs)

  let measured = false
  function measure(): void {
    measured = true
    const diagonal = new Float64Array(rows * outputs)
    loss.diagonal(diagonal)
    design.addSquaredTransposeTimes(diagonal, scale)
    for (let j = 0; j < parameters; j++) scale[j] = 1 / ((j < penalised ? ridge : 0) + 0.003 * scale[j])
  }

  return (gradient: Float64Array, step: Float64Array, stepMargins: Float64Array): void => {
    if (!measured) measure()
    step.fill(0)
    stepMargins.fill(0)
    let size = 0
    for (let j = 0; j < parameters; j++) {
      rest[j] = -gradient[j]
      direction[j] = rest[j] * scale[j]
      size += rest[j] * direction[j]
    }
    const enough = size / 16
    for (let inner = 0; inner < 2 * parameters + 10 && size > enough; inner++) {
      products.curvature(direction, margins, product)
      for (let j = 0; j < penalised; j++) product[j] += ridge * direction[j]
      const curvature = dot(direction, product)
      // All of the direction's curvature was lost to rounding: what has been found is a descent step.
      if (!(curvature > 0)) return
      const length = size / curvature
      let next = 0
      for (let j = 0; j < parameters; j++) {
        step[j] += length * direction[j]
        rest[j] -= length * product[j]
        scaled[j] = rest[j] * scale[j]
        next += rest[j] * scaled[j]
      }
      axpy(length, margins, stepMargins)
      const keep = next / size
      for (let j = 0; j < parameters; j++) direction[j] = scaled[j] + keep * direction[j]
      size = next
    }
  }
}
