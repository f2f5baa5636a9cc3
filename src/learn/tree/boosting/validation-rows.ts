import { Random } from '../../random.ts'

/** Some of the rows, with their classes and weights; weights are divided by the largest, which was 1 / `scale`. */
export interface Share {
  readonly rows: Int32Array
  readonly codes: Int32Array
  readonly weights: Float64Array
  /** What a weight of 1 has become. */
  readonly scale: number
}

/**
 * The rows to learn from and those to hold back, both in the order that they had; rows of weight 0 are in neither. Of
 * every class the same share is held back, but for rounding, and at least one row is learned from.
 */
export function splitRows(
  codes: Int32Array,
  weights: Float64Array,
  classes: number,
  held?: { readonly fraction: number; readonly seed: number },
): { train: Share; validation: Share } {
  const isHeld = new Uint8Array(codes.length)
  const random = new Random(held?.seed ?? 0)
  for (let k = 0; held && k < classes; k++) {
    const rows = Int32Array.from({ length: codes.length }, (_, i) => i).filter((i) => codes[i] === k && weights[i] > 0)
    const count = Math.min(rows.length - 1, Math.round(held.fraction * rows.length))
    for (const row of random.shuffle(rows).subarray(0, Math.max(0, count))) isHeld[row] = 1
  }
  const scale = 1 / weights.reduce((most, weight) => Math.max(most, weight), 0)
  const take = (side: number): Share => {
    const rows = new Int32Array(codes.length)
    let count = 0
    for (let i = 0; i < rows.length; i++) if (isHeld[i] === side && weights[i] > 0) rows[count++] = i
    const taken = { rows: rows.slice(0, count), codes: new Int32Array(count), weights: new Float64Array(count), scale }
    for (let place = 0; place < count; place++) {
      taken.codes[place] = codes[rows[place]]
      taken.weights[place] = weights[rows[place]] * scale
    }
    return taken
  }
  return { train: take(0), validation: take(1) }
}
