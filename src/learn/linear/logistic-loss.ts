import { logSumExp, softmax, softplus } from '../softmax.ts'

/**
 * A loss of the margins z, shape `(n, K)`, summed over weighted rows, with its first two derivatives. The second is
 * a K × K block a row, of the form
 *
 *   (d²ℓ/dz²) u = a ∘ (u − p·u)
 *
 * with `a` as `weighted` and `p` as `shares`; for one output p·u falls away.
 */
export interface MarginLoss {
  readonly outputs: number
  /** Shape `(n, K)`, at the margins last given to `derive`. */
  readonly weighted: Float64Array
  /** Shape `(n, K)`, at the margins last given to `derive`; empty for one output. */
  readonly shares: Float64Array
  value(z: Float64Array): number
  /** Fills `residual` with dℓ/dz, and `weighted` and `shares`, at z. */
  derive(z: Float64Array, residual: Float64Array): void
  /** The diagonal of d²ℓ/dz², shape `(n, K)`. */
  diagonal(out: Float64Array): void
}

/** out ← (d²ℓ/dz²) u, for the rows from `from` to before `to`, where the loss was last derived. */
export function curve(
  { outputs: K, weighted, shares }: Pick<MarginLoss, 'outputs' | 'weighted' | 'shares'>,
  u: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void {
  if (K === 1) {
    for (let i = from; i < to; i++) out[i] = weighted[i] * u[i]
    return
  }
  for (let row = from * K; row < to * K; row += K) {
    let mean = 0
    for (let k = 0; k < K; k++) mean += shares[row + k] * u[row + k]
    for (let k = 0; k < K; k++) out[row + k] = weighted[row + k] * (u[row + k] - mean)
  }
}

/**
 * Two classes, codes 0 and 1, one margin a row:
 *
 *   ℓ = Σ s (log(1 + e^z) − y z),   dℓ/dz = s (p − y),   d²ℓ/dz² = s p (1 − p),   p = 1 / (1 + e^−z)
 */
export function binaryLoss(codes: Int32Array, weights: Float64Array): MarginLoss {
  const n = codes.length
  const weighted = new Float64Array(n)
  return {
    outputs: 1,
    weighted,
    shares: new Float64Array(0),
    value(z) {
      let sum = 0
      for (let i = 0; i < n; i++) {
        // The margin towards the wrong class.
        sum += weights[i] * softplus(codes[i] === 1 ? -z[i] : z[i])
      }
      return sum
    },
    derive(z, residual) {
      for (let i = 0; i < n; i++) {
        const m = codes[i] === 1 ? -z[i] : z[i]
        const e = Math.exp(-Math.abs(m))
        const wrong = (m > 0 ? 1 : e) / (1 + e)
        residual[i] = weights[i] * (codes[i] === 1 ? -wrong : wrong)
        weighted[i] = (weights[i] * e) / ((1 + e) * (1 + e))
      }
    },
    diagonal(out) {
      out.set(weighted)
    },
  }
}

/**
 * K classes, codes 0 to K − 1, K margins a row:
 *
 *   ℓ = Σ s (log Σ_k e^z_k − z_y),   dℓ/dz_k = s (p_k − [k = y]),   d²ℓ/dz² u = s p ∘ (u − p·u),   p = softmax(z)
 */
export function softmaxLoss(codes: Int32Array, weights: Float64Array, K: number): MarginLoss {
  const n = codes.length
  const weighted = new Float64Array(n * K)
  const shares = new Float64Array(n * K)
  return {
    outputs: K,
    weighted,
    shares,
    value(z) {
      let sum = 0
      for (let i = 0; i < n; i++) {
        const row = i * K
        sum += weights[i] * (logSumExp(z, row, K) - z[row + codes[i]])
      }
      return sum
    },
    derive(z, residual) {
      for (let i = 0; i < n; i++) {
        const row = i * K
        const weight = weights[i]
        softmax(z, row, K, shares)
        for (let k = 0; k < K; k++) {
          const p = shares[row + k]
          weighted[row + k] = weight * p
          residual[row + k] = weight * (k === codes[i] ? p - 1 : p)
        }
      }
    },
    diagonal(out) {
      for (let at = 0; at < shares.length; at++) out[at] = weighted[at] * (1 - shares[at])
    },
  }
}
