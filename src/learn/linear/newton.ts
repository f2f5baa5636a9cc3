import { axpy, dot } from '../matrix.ts'
import type { Design } from './design.ts'
import type { MarginLoss } from './logistic-loss.ts'

export interface SolverOptions {
  /** Largest absolute entry of the gradient at which the search ends. */
  readonly tol: number
  readonly maxIter: number
  readonly onProgress?: (share: number) => void
}

export interface Solution {
  readonly theta: Float64Array
  readonly converged: boolean
  readonly iterations: number
}

// Rows whose entries stay in the processor's cache between X v and Xᵀ (…): X is then read from memory once.
const blockRows = 512

/**
 * Minimises ℓ(Xθ) + ridge/2 ‖w‖², w being θ without the intercepts, by Newton's method with steps from
 * preconditioned conjugate gradients, cut short far from the optimum (line-search truncated Newton).
 *
 * Each inner iteration costs one product with X and one with Xᵀ. The margins of a step come out of them for free,
 * so that the line search costs O(n). Converges superlinearly: the last steps solve for the step ever more exactly.
 * Source: Galli & Lin (2022), IEEE Trans. Neural Netw. Learn. Syst. 33(10); Nocedal & Wright (2006), algorithm 7.1.
 */
export function newton(design: Design, loss: MarginLoss, ridge: number, options: SolverOptions): Solution {
  const { parameters, penalised, rows, outputs } = design
  const theta = new Float64Array(parameters)
  const z = new Float64Array(rows * outputs)
  const residual = new Float64Array(rows * outputs)
  const gradient = new Float64Array(parameters)
  const step = new Float64Array(parameters)
  const stepMargins = new Float64Array(rows * outputs)
  const trial = new Float64Array(rows * outputs)
  const solve = conjugateGradients(design, loss, ridge)

  let value = loss.value(z)
  let firstSlope = 0
  for (let iteration = 0; ; iteration++) {
    loss.derive(z, residual)
    gradient.fill(0)
    design.addTransposeTimes(residual, gradient, 0, rows)
    for (let j = 0; j < penalised; j++) gradient[j]! += ridge * theta[j]!
    const slope = largestEntry(gradient)
    if (slope <= options.tol) return { theta, converged: true, iterations: iteration }
    if (iteration === options.maxIter) return { theta, converged: false, iterations: iteration }
    firstSlope ||= slope
    options.onProgress?.(progress(slope, firstSlope, options.tol))

    solve(gradient, Math.min(0.1, Math.sqrt(slope)), step, stepMargins)

    const w = theta.subarray(0, penalised)
    const s = step.subarray(0, penalised)
    const ws = dot(w, s)
    const ss = dot(s, s)
    const ww = dot(w, w)
    const descent = dot(gradient, step)
    let length = 1
    let accepted = false
    for (let halvings = 0; halvings < 40; halvings++, length /= 2) {
      for (let i = 0; i < z.length; i++) trial[i] = z[i]! + length * stepMargins[i]!
      const next = loss.value(trial) + (ridge / 2) * (ww + 2 * length * ws + length * length * ss)
      // Near the optimum the change drowns in rounding: a few last digits are then no rise.
      if (next <= value + 1e-4 * length * descent + 1e-15 * Math.abs(value)) {
        value = next
        accepted = true
        break
      }
    }
    if (!accepted) return { theta, converged: false, iterations: iteration }
    axpy(length, step, theta)
    axpy(length, stepMargins, z)
  }
}

/** Solves H step = −gradient until the residual is below `share` of the gradient, both measured by the diagonal of H. */
function conjugateGradients(design: Design, loss: MarginLoss, ridge: number) {
  const { parameters, penalised, rows, outputs } = design
  const diagonal = new Float64Array(parameters)
  const rest = new Float64Array(parameters)
  const scaled = new Float64Array(parameters)
  const direction = new Float64Array(parameters)
  const product = new Float64Array(parameters)
  const margins = new Float64Array(rows * outputs)
  const curved = new Float64Array(rows * outputs)

  return (gradient: Float64Array, share: number, step: Float64Array, stepMargins: Float64Array): void => {
    loss.diagonal(curved)
    diagonal.fill(0)
    design.addSquaredTransposeTimes(curved, diagonal)
    for (let j = 0; j < penalised; j++) diagonal[j]! += ridge
    for (let j = 0; j < parameters; j++) diagonal[j] = Math.max(diagonal[j]!, 1e-300)
    step.fill(0)
    stepMargins.fill(0)
    for (let j = 0; j < parameters; j++) {
      rest[j] = -gradient[j]!
      direction[j] = scaled[j] = rest[j]! / diagonal[j]!
    }
    let size = dot(rest, scaled)
    const enough = share * share * size
    for (let inner = 0; inner < parameters + 10 && size > enough; inner++) {
      product.fill(0)
      for (let from = 0; from < rows; from += blockRows) {
        const to = Math.min(rows, from + blockRows)
        design.times(direction, margins, from, to)
        loss.curve(margins, curved, from, to)
        design.addTransposeTimes(curved, product, from, to)
      }
      for (let j = 0; j < penalised; j++) product[j]! += ridge * direction[j]!
      const curvature = dot(direction, product)
      if (!(curvature > 0)) return
      const length = size / curvature
      axpy(length, direction, step)
      axpy(length, margins, stepMargins)
      axpy(-length, product, rest)
      for (let j = 0; j < parameters; j++) scaled[j] = rest[j]! / diagonal[j]!
      const next = dot(rest, scaled)
      const keep = next / size
      for (let j = 0; j < parameters; j++) direction[j] = scaled[j]! + keep * direction[j]!
      size = next
    }
  }
}

function largestEntry(values: Float64Array): number {
  let largest = 0
  for (let j = 0; j < values.length; j++) largest = Math.max(largest, Math.abs(values[j]!))
  return largest
}

/** How far the gradient has come from where it began to where it has to be, in orders of magnitude. */
function progress(slope: number, first: number, tol: number): number {
  return Math.min(1, Math.max(0, Math.log(first / slope) / Math.log(first / tol)))
}
