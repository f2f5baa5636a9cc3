import type { DenseMatrix, Matrix } from '../contract.ts'
import { designOf } from '../linear/design.ts'
import type { MarginLoss } from '../linear/logistic-loss.ts'
import { newton } from '../linear/newton.ts'
import { dot, hstack } from '../matrix.ts'
import type { MarginOptions, MarginProblem, MarginSolution } from './problem.ts'

/**
 * Minimises ½ ‖w‖² + Σ c_i max(0, 1 − y_i w·x_i)² by Newton's method on the primal: the second derivative is that of
 * the rows inside their margin, which settles after a few steps.
 *
 * The duality gap of a point is half the squared gradient there, since with α_i = 2 c_i max(0, 1 − y_i w·x_i) the
 * dual's w is w less the gradient: the fit knows how far it has to go.
 * Source: Lin, Weng & Keerthi (2008), Trust region Newton method for large-scale logistic regression, JMLR 9;
 * Galli & Lin (2022) for the search.
 */
export function squaredHingeNewton(
  X: DenseMatrix,
  { signs, costs }: MarginProblem,
  { tol, maxIter, scale, onProgress }: MarginOptions,
): MarginSolution {
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  if (total === 0) return { w: new Float64Array(X.columns), intercept: 0, converged: true, iterations: 0 }
  // Per unit of cost, as the solver expects it.
  const weights = costs.map((cost) => cost / total)
  const ridge = 1 / total
  const design = designOf(scale > 0 ? withColumn(X, scale) : X, 1, false)
  const isOptimal = (gradient: Float64Array, value: number): boolean =>
    dot(gradient, gradient) <= 2 * ridge * tol * value
  const start = new Float64Array(design.parameters)
  const loss = squaredHinge(signs, weights)
  const { theta, ...rest } = newton(design, loss, ridge, start, { tol, maxIter, onProgress, isOptimal })
  return { w: theta.subarray(0, X.columns), intercept: scale > 0 ? scale * theta[X.columns] : 0, ...rest }
}

function withColumn(X: DenseMatrix, value: number): Matrix {
  return hstack([X, { rows: X.rows, columns: 1, values: new Float64Array(X.rows).fill(value) }])
}

/** ℓ = Σ s max(0, 1 − y z)²,  dℓ/dz = −2 s y max(0, 1 − y z),  d²ℓ/dz² = 2 s inside the margin, 0 outside. */
function squaredHinge(signs: Float64Array, weights: Float64Array): MarginLoss {
  const n = signs.length
  const weighted = new Float64Array(n)
  return {
    outputs: 1,
    weighted,
    shares: new Float64Array(0),
    value(z) {
      let sum = 0
      for (let i = 0; i < n; i++) {
        const short = 1 - signs[i] * z[i]
        if (short > 0) sum += weights[i] * short * short
      }
      return sum
    },
    derive(z, residual) {
      for (let i = 0; i < n; i++) {
        const short = 1 - signs[i] * z[i]
        weighted[i] = short > 0 ? 2 * weights[i] : 0
        residual[i] = short > 0 ? -2 * weights[i] * signs[i] * short : 0
      }
    },
    diagonal(out) {
      out.set(weighted)
    },
  }
}
