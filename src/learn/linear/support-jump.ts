import type { QuadraticModel } from './quadratic-model.ts'

/** The model of an elastic net around a point, restricted to the coordinates that are not 0 there. */
export interface Support {
  /** The coordinates, as `Design` numbers them. */
  readonly places: Int32Array
  /** The coefficients now. */
  readonly w: Float64Array
  /** The derivative of the smooth part of the model there. */
  readonly slope: Float64Array
  /** The second derivatives of the smooth part, ridge included. */
  readonly curvature: Float64Array
  /** The weight of the square of each coefficient: 0 for intercepts. */
  readonly ridge: Float64Array
  /** The weight of the size of each coefficient: 0 for intercepts. */
  readonly lasso: Float64Array
}

/**
 * The way from a point to about the optimum of its support: as long as no coefficient changes its sign the model is a
 * plain quadratic, which conjugate gradients solve in far fewer passes than coordinates one by one when columns go
 * together, as words do. Coefficients that would change their sign stop at 0; where that would not pay, all stop where
 * the first one does.
 * @param scratch a model of the same curvature, whose step is free to use
 * @param limit the most that can be gained
 * @returns the change of each coefficient
 */
export function supportJump(scratch: QuadraticModel, support: Support, limit: number): Float64Array {
  const { w, slope, lasso } = support
  const whole = solve(scratch, support, limit)
  const clipped = whole.map((by, f) => (lasso[f] > 0 && (w[f] + by) * w[f] < 0 ? -w[f] : by))
  const product = times(scratch, support, clipped)
  let change = 0
  for (let f = 0; f < w.length; f++) {
    change += (slope[f] + product[f] / 2) * clipped[f] + lasso[f] * (Math.abs(w[f] + clipped[f]) - Math.abs(w[f]))
  }
  if (change < 0) return clipped
  let share = 1
  for (let f = 0; f < w.length; f++) if (clipped[f] !== whole[f]) share = Math.min(share, -w[f] / whole[f])
  return whole.map((by) => share * by)
}

/** Conjugate gradients, scaled by the curvatures, until a hundredth of the slope is left. */
function solve(scratch: QuadraticModel, support: Support, limit: number): Float64Array {
  const { w, slope, curvature, lasso } = support
  const n = w.length
  const solution = new Float64Array(n)
  const rest = slope.map((value, f) => -value - lasso[f] * Math.sign(w[f]))
  const direction = rest.map((value, f) => value / curvature[f])
  let size = 0
  for (let f = 0; f < n; f++) size += rest[f] * direction[f]
  const enough = 1e-4 * size
  let gain = 0
  for (let inner = 0; inner < 60 && size > enough; inner++) {
    const product = times(scratch, support, direction)
    let bend = 0
    for (let f = 0; f < n; f++) bend += direction[f] * product[f]
    const length = size / bend
    gain += (length * size) / 2
    // Where columns outnumber the rows that tell them apart, the model falls for ever; the objective ends at 0.
    if (!(gain <= limit)) break
    let next = 0
    for (let f = 0; f < n; f++) {
      solution[f] += length * direction[f]
      rest[f] -= length * product[f]
      next += (rest[f] * rest[f]) / curvature[f]
    }
    for (let f = 0; f < n; f++) direction[f] = rest[f] / curvature[f] + (next / size) * direction[f]
    size = next
  }
  return solution
}

/** H v on the support. */
function times(scratch: QuadraticModel, { places, ridge }: Support, v: Float64Array): Float64Array {
  scratch.restart()
  for (let f = 0; f < places.length; f++) scratch.move(places[f], v[f])
  const product = new Float64Array(places.length)
  for (let f = 0; f < places.length; f++) product[f] = scratch.slope(places[f]) + ridge[f] * v[f]
  return product
}
