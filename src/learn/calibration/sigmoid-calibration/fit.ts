import { softplus } from '../../softmax.ts'
import { checkPairs, type PairOptions } from '../check.ts'
import { SigmoidCalibrationModel } from './model.ts'

export function fit(
  values: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: PairOptions,
): SigmoidCalibrationModel {
  checkPairs('SigmoidCalibration', values, targets, options)
  const n = values.length
  const s = Float64Array.from({ length: n }, (_, i) => options.sampleWeight?.[i] ?? 1)
  let positive = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    total += s[i]
    if (targets[i] > 0) positive += s[i]
  }
  const negative = total - positive
  const t = Float64Array.from({ length: n }, (_, i) =>
    targets[i] > 0 ? (positive + 1) / (positive + 2) : 1 / (negative + 2),
  )
  const { v, centre, scale } = standardise(values)
  const { a, b } = search(v, t, s, total, Math.log((negative + 1) / (positive + 1)))
  return new SigmoidCalibrationModel({ a: a / scale, b: b - (a * centre) / scale })
}

/** To mean 0 and largest size 1: the curve is the same, and the search no longer depends on the unit of the values. */
function standardise(values: ArrayLike<number>): { v: Float64Array; centre: number; scale: number } {
  const v = Float64Array.from(values)
  const centre = v.reduce((sum, value) => sum + value / v.length, 0)
  const scale = v.reduce((largest, value) => Math.max(largest, Math.abs(value - centre)), 0) || 1
  return { v: v.map((value) => (value - centre) / scale), centre, scale }
}

function search(v: Float64Array, t: Float64Array, s: Float64Array, total: number, startB: number) {
  let a = 0
  let b = startB
  let value = lossAt(v, t, s, a, b)
  for (let iteration = 0; iteration < 100; iteration++) {
    let ga = 0
    let gb = 0
    let haa = 0
    let hab = 0
    let hbb = 0
    for (let i = 0; i < v.length; i++) {
      const p = 1 / (1 + Math.exp(a * v[i] + b))
      const slope = s[i] * (t[i] - p)
      const bend = s[i] * p * (1 - p)
      ga += slope * v[i]
      gb += slope
      haa += bend * v[i] * v[i]
      hab += bend * v[i]
      hbb += bend
    }
    if (Math.max(Math.abs(ga), Math.abs(gb)) <= 1e-12 * total) break
    // Values that are all the same leave the slope open: a trace of a ridge keeps it at 0.
    haa += 1e-12 * total
    const determinant = haa * hbb - hab * hab
    const da = -(hbb * ga - hab * gb) / determinant
    const db = -(haa * gb - hab * ga) / determinant
    // Twice what the step promises to gain. Where that drowns in the loss's last digits no search can tell better from
    // worse, and the whole step squares an error that is small already.
    if (-(ga * da + gb * db) <= 1e-10 * value) return { a: a + da, b: b + db }
    let length = 1
    let next = lossAt(v, t, s, a + da, b + db)
    while (next > value && length > 1e-9) {
      length /= 2
      next = lossAt(v, t, s, a + length * da, b + length * db)
    }
    if (next > value) break
    a += length * da
    b += length * db
    value = next
  }
  return { a, b }
}

/** −Σ s (t log p + (1 − t) log(1 − p)), which is Σ s (log(1 + e^z) − (1 − t) z) for z = a v + b. */
function lossAt(v: Float64Array, t: Float64Array, s: Float64Array, a: number, b: number): number {
  let sum = 0
  for (let i = 0; i < v.length; i++) {
    const z = a * v[i] + b
    sum += s[i] * (softplus(z) - (1 - t[i]) * z)
  }
  return sum
}
