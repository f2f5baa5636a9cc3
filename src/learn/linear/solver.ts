/** What every solver gets. */
export interface SolverOptions {
  /** Largest absolute entry of the gradient (for L1, of the minimum-norm subgradient) at which the search ends. */
  readonly tol: number
  readonly maxIter: number
  /** Threads at most; the result does not depend on it. @default 1 */
  readonly threads?: number
  /** Ends the search in place of `tol`, by the gradient and the objective. */
  readonly isOptimal?: (gradient: Float64Array, value: number) => boolean
  readonly onProgress?: ((share: number) => void) | undefined
}

/** What every solver gives back: parameters in the shape that `Design` describes. */
export interface Solution {
  readonly theta: Float64Array
  readonly converged: boolean
  readonly iterations: number
}

/**
 * Whether a search may end: the gradient is within the tolerance, and the last step lowered the objective by no more
 * than a tenth of the tolerance of it. The second half counts when the penalty is weak: its gradient is then as
 * small as the tolerance, and a gradient within it says little.
 */
export function isOptimal(slope: number, gain: number, value: number, tol: number): boolean {
  return slope === 0 || (slope <= tol && gain <= 0.1 * tol * value)
}

export function largestEntry(values: Float64Array): number {
  let largest = 0
  for (let j = 0; j < values.length; j++) largest = Math.max(largest, Math.abs(values[j]))
  return largest
}

/** How far the gradient has come from where it began to where it has to be, in orders of magnitude: 0 to 1. */
export function progress(slope: number, first: number, tol: number): number {
  return Math.min(1, Math.max(0, Math.log(first / slope) / Math.log(first / tol)))
}
