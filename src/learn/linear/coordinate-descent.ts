import type { SparseMatrix } from '../contract.ts'
import type { Design } from './design.ts'
import { type ElasticNet, shrink, subgradient } from './elastic-net.ts'
import type { MarginLoss } from './logistic-loss.ts'
import { quadraticModel } from './quadratic-model.ts'
import { type Support, supportJump } from './support-jump.ts'

// Past this the model is not worth its price: a new one is made at the point reached.
const maxPasses = 10
// Passes without a coefficient that came, went or changed its sign, after which the support counts as found.
const calmPasses = 3

/** A quadratic model of the objective, and where it is to be minimised. */
export interface Subproblem {
  /** Where the model is made. */
  readonly theta: Float64Array
  /** The gradient there of the smooth part: loss and ridge. */
  readonly gradient: Float64Array
  /** The coordinates that may move. */
  readonly working: Int32Array
  /** The largest violation of the model's optimality to stop at. */
  readonly enough: number
  /** The most that a step can gain: what the objective has left. A model that promises more is wrong. */
  readonly limit: number
}

/**
 * Minimises the quadratic model of the objective around θ,
 *
 *   g·d + ½ dᵀ H d + lasso ‖w + d‖₁,   H = Xᵀ (d²ℓ/dz²) X + ridge,
 *
 * over the working coordinates of d, one after the other, each exactly. A coordinate that sits at 0 well within the
 * penalty's reach is set aside for the rest of the call. Once the support has settled, a jump goes straight to its
 * optimum: on 5,718 reviews with C = 20 that takes a third of the time, and ends 30 times nearer to the optimum.
 * @param columns X by columns: its transpose
 * @returns what fills `point`, θ on entry, with θ + d
 */
export function coordinateDescent(
  design: Design,
  columns: SparseMatrix,
  loss: MarginLoss,
  penalty: ElasticNet,
): (problem: Subproblem, point: Float64Array) => void {
  const model = quadraticModel(design, columns, loss)
  const scratch = quadraticModel(design, columns, loss)
  const ridgeOf = (at: number): number => (at < design.penalised ? penalty.ridge : 0)
  const lassoOf = (at: number): number => (at < design.penalised ? penalty.lasso : 0)

  return ({ theta, gradient, working, enough, limit }, point) => {
    const slopeAt = (at: number): number => gradient[at] + model.slope(at) + ridgeOf(at) * (point[at] - theta[at])

    model.restart()
    const curvatures = Float64Array.from(working, (at) => model.curvature(at) + ridgeOf(at))
    const live = Int32Array.from(working.keys())
    let count = live.length
    let reach = Number.POSITIVE_INFINITY
    let gain = 0
    let calm = 0
    for (let pass = 0; pass < maxPasses; pass++) {
      let worst = 0
      let kept = 0
      let flips = 0
      for (let l = 0; l < count; l++) {
        const place = live[l]
        const at = working[place]
        const h = curvatures[place]
        if (h === 0) continue
        const lasso = lassoOf(at)
        const w = point[at]
        const slope = slopeAt(at)
        if (w === 0 && Math.abs(slope) < lasso - reach) continue
        live[kept++] = place
        worst = Math.max(worst, Math.abs(subgradient(w, slope, lasso)))
        const moved = shrink(w - slope / h, lasso / h)
        if (moved === w) continue
        if (moved * w <= 0) flips++
        gain += (h / 2) * (moved - w) ** 2
        point[at] = moved
        model.move(at, moved - w)
      }
      count = kept
      reach = worst
      if (worst <= enough || gain > limit) return
      calm = flips === 0 ? calm + 1 : 0
      if (calm < calmPasses) continue
      calm = 0
      const support = supportOf(live.subarray(0, count))
      const jump = supportJump(scratch, support, limit - gain)
      for (let f = 0; f < jump.length; f++) {
        point[support.places[f]] += jump[f]
        model.move(support.places[f], jump[f])
      }
    }

    function supportOf(candidates: Int32Array): Support {
      const chosen = candidates.filter((place) => lassoOf(working[place]) === 0 || point[working[place]] !== 0)
      const places = chosen.map((place) => working[place])
      return {
        places,
        w: Float64Array.from(places, (at) => point[at]),
        slope: Float64Array.from(places, slopeAt),
        curvature: Float64Array.from(chosen, (place) => curvatures[place]),
        ridge: Float64Array.from(places, ridgeOf),
        lasso: Float64Array.from(places, lassoOf),
      }
    }
  }
}
