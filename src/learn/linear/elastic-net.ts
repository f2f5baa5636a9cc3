/** The penalty ridge/2 ‖w‖² + lasso ‖w‖₁ on the coefficients w; intercepts go free. */
export interface ElasticNet {
  readonly ridge: number
  readonly lasso: number
}

/** The entry of smallest size in the subdifferential of the objective, for a coefficient and the smooth part's gradient. */
export function subgradient(w: number, gradient: number, lasso: number): number {
  if (w > 0) return gradient + lasso
  if (w < 0) return gradient - lasso
  return Math.sign(gradient) * Math.max(0, Math.abs(gradient) - lasso)
}

/** Where lasso |v| + ½ (v − target)² is least: the target, moved towards 0 by the lasso and no further. */
export function shrink(target: number, lasso: number): number {
  return Math.sign(target) * Math.max(0, Math.abs(target) - lasso)
}
