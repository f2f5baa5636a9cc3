/** Places t between 0 and 1, and weights that sum to 1. */
export interface Quadrature {
  readonly places: Float64Array
  readonly weights: Float64Array
  /** Each weight over 1 − t. */
  readonly overRest: Float64Array
}

/**
 * The places and weights with which the integral from 0 to 1 of any polynomial of a degree below 2 n is Σ weight · value.
 *
 * The places are the roots of the Legendre polynomial Pₙ, by Newton's steps from Tricomi's first guess.
 * Source: Press et al., Numerical Recipes, 4.6.
 */
export function gaussLegendre(n: number): Quadrature {
  const places = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 0
    for (let step = 0; step < 100; step++) {
      const { value, derivative } = legendre(n, x)
      slope = derivative
      const move = value / derivative
      x -= move
      if (Math.abs(move) <= 1e-16) break
    }
    slope = legendre(n, x).derivative
    places[n - 1 - i] = (1 + x) / 2
    weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { places, weights, overRest: weights.map((weight, q) => weight / (1 - places[q])) }
}

/** Pₙ and its derivative, by (k + 1) Pₖ₊₁ = (2 k + 1) x Pₖ − k Pₖ₋₁. */
function legendre(n: number, x: number): { value: number; derivative: number } {
  let before = 0
  let value = 1
  for (let k = 0; k < n; k++) {
    const next = ((2 * k + 1) * x * value - k * before) / (k + 1)
    before = value
    value = next
  }
  return { value, derivative: (n * (x * value - before)) / (x * x - 1) }
}
