import { GapSchedule } from './gap-schedule.ts'
import type { MarginRows } from './kernels/margin-rows.ts'
import type { MarginOptions, MarginProblem, MarginSolution } from './problem.ts'
import { Shrinking } from './shrinking.ts'

/**
 * The dual of one class against the others.
 *
 * Rows have much in common: the intercept's column, the words that all texts have. What one row's step does, the next
 * rows undo by theirs, and descent crawls. So with every step all free rows (0 < α < end) shift as is best after it,
 *
 *   α_i ← α_i − y_i shift,   w ← w − shift v,   v = Σ x_i over the free rows,
 *
 * which costs a product with v for each row. α and w change only when the shift is applied at the end of a pass, and the
 * free rows are found anew: after each of the first passes, then after every fourth. On 5,718 reviews a fit takes 6 to
 * 30 passes, and 9 to 80 without.
 */
export class ClassDescent {
  solution: MarginSolution | undefined
  /** Whether the shift is applied at the end of this pass. */
  appliesShift = false
  readonly #rows: MarginRows
  readonly #options: MarginOptions
  /** Index of this class in a column's pairs, and in products and steps. */
  readonly #index: number
  /** What the intercept's column adds to the product of any two rows. */
  readonly #common: number
  readonly #lengths: Float64Array
  readonly #signs: Float64Array
  readonly #costs: Float64Array
  /** What the square of α_i costs, twice. */
  readonly #bends: Float64Array
  readonly #ends: Float64Array
  readonly #alpha: Float64Array
  readonly #isFree: Uint8Array
  readonly #shrinking: Shrinking
  readonly #gap: GapSchedule
  /** Σ α_i y_i, without the shift that is not applied yet. */
  #sum = 0
  #free = 0
  #shift = 0
  /** Second derivative of the dual by the shift; 0 where nothing shifts. */
  #curvature = 0
  /** Of the dual, in this pass. */
  #gain = 0
  #loss = 0
  #reward = 0

  /** @param active for each row how many classes it is active in */
  constructor(
    rows: MarginRows,
    k: number,
    { signs, costs }: MarginProblem,
    options: MarginOptions,
    active: Uint8Array,
  ) {
    const { squared, scale, lengths, tol } = options
    this.#rows = rows
    this.#options = options
    this.#index = 2 * k
    this.#common = scale * scale
    this.#lengths = lengths
    this.#signs = signs
    this.#costs = costs
    // A row of no cost keeps its α at 0.
    this.#bends = costs.map((cost) => (squared && cost > 0 ? 1 / (2 * cost) : 0))
    this.#ends = costs.map((cost) => (squared && cost > 0 ? Number.POSITIVE_INFINITY : cost))
    this.#alpha = new Float64Array(signs.length)
    this.#isFree = new Uint8Array(signs.length)
    this.#shrinking = new Shrinking(active)
    this.#gap = new GapSchedule(tol)
  }

  get progress(): number {
    return this.solution ? 1 : this.#gap.progress
  }

  /** Moves α_i to where the dual is largest. @returns how often x_i is added to w */
  step(i: number, xw: number, xv: number): number {
    if (this.#shrinking.isShrunk(i)) return 0
    const sign = this.#signs[i]
    const bend = this.#bends[i]
    const end = this.#ends[i]
    const shift = this.#shift
    const isFree = this.#isFree[i] === 1
    const alpha = isFree ? this.#alpha[i] - sign * shift : this.#alpha[i]
    const margin = xw - shift * xv + this.#common * (this.#sum - shift * this.#free)
    const slope = sign * margin - 1 + bend * alpha
    if (this.#shrinking.shrinks(i, slope, alpha <= 0, alpha >= end)) return 0
    const pull = (alpha > 0 || slope < 0) && (alpha < end || slope > 0) ? slope : 0
    this.#shrinking.note(pull)

    let curvature = this.#lengths[i] + this.#common + bend
    // How the best shift changes with this row; it does not where little else than the row itself is free.
    const mixed = -sign * (xv + this.#common * this.#free + (isFree ? bend : 0))
    const response = this.#curvature > 0 ? mixed / this.#curvature : 0
    const responds = mixed * response < 0.9 * curvature
    if (responds) curvature -= mixed * response
    const change = pull === 0 ? 0 : Math.min(end, Math.max(0, alpha - slope / curvature)) - alpha
    if (change === 0) return 0
    this.#alpha[i] += change
    this.#sum += change * sign
    if (responds) this.#shift -= change * response
    this.#gain -= change * (slope + (curvature * change) / 2)
    return change * sign
  }

  /** @returns whether the gap is to be measured */
  endPass(pass: number): boolean {
    if (this.solution) return false
    this.#gap.add(this.#gain)
    this.#gain = 0
    const isDue = this.#gap.isDue(pass) || pass >= this.#options.maxIter
    this.appliesShift = isDue || pass <= 12 || pass % 4 === 0
    return isDue
  }

  /** Applies the shift to w. O(columns). */
  applyShift(): void {
    if (!this.appliesShift) return
    const { pairs, classes } = this.#rows
    const shift = this.#shift
    for (let at = this.#index; at < pairs.length; at += 2 * classes) pairs[at] -= shift * pairs[at + 1]
    this.#sum -= shift * this.#free
  }

  /** Applies the shift to α_i, within its bounds, and writes to the steps how often x_i is added to w and to v. @returns whether it does */
  settle(i: number): boolean {
    const { steps } = this.#rows
    steps[this.#index] = 0
    steps[this.#index + 1] = 0
    if (!this.appliesShift) return false
    const sign = this.#signs[i]
    const end = this.#ends[i]
    const wasFree = this.#isFree[i]
    const alpha = this.#alpha[i] - wasFree * sign * this.#shift
    const to = Math.min(end, Math.max(0, alpha))
    const isFree = to > 0 && to < end ? 1 : 0
    this.#alpha[i] = to
    if (to === alpha && isFree === wasFree) return false
    this.#isFree[i] = isFree
    this.#free += isFree - wasFree
    this.#sum += sign * (to - alpha)
    steps[this.#index] = sign * (to - alpha)
    steps[this.#index + 1] = isFree - wasFree
    return true
  }

  beginMeasure(): void {
    this.#loss = 0
    this.#reward = 0
  }

  measure(i: number, xw: number): void {
    const alpha = this.#alpha[i]
    const short = Math.max(0, 1 - this.#signs[i] * (xw + this.#common * this.#sum))
    this.#loss += this.#costs[i] * (this.#options.squared ? short * short : short)
    this.#reward += alpha - (this.#bends[i] / 2) * alpha * alpha
  }

  /** Ends here, or plans the next measurement, by the gap. O(columns). */
  judge(pass: number): void {
    const { pairs, classes } = this.#rows
    let squares = this.#common * this.#sum * this.#sum
    for (let at = this.#index; at < pairs.length; at += 2 * classes) squares += pairs[at] * pairs[at]
    const gap = this.#loss + squares - this.#reward
    const converged = gap <= this.#options.tol * (squares / 2 + this.#loss)
    this.#gap.note(pass, gap / (squares / 2 + this.#loss))
    if (!converged && pass < this.#options.maxIter) return
    const w = new Float64Array(pairs.length / (2 * classes))
    for (let j = 0; j < w.length; j++) w[j] = pairs[2 * classes * j + this.#index]
    this.appliesShift = false
    this.solution = { w, intercept: this.#common * this.#sum, converged, iterations: pass }
    this.#shrinking.shrinkAll()
  }

  beginPass(): void {
    if (this.solution) return
    if (this.appliesShift) this.#findShift()
    this.#shrinking.beginPass()
  }

  /** The best shift from here on. O(columns + rows). */
  #findShift(): void {
    const { pairs, classes } = this.#rows
    let slope = -this.#common * this.#sum * this.#free
    let curvature = this.#common * this.#free * this.#free
    for (let at = this.#index; at < pairs.length; at += 2 * classes) {
      slope -= pairs[at] * pairs[at + 1]
      curvature += pairs[at + 1] * pairs[at + 1]
    }
    for (let i = 0; i < this.#isFree.length; i++) {
      if (this.#isFree[i] === 0) continue
      slope += this.#signs[i] * (1 - this.#bends[i] * this.#alpha[i])
      curvature += this.#bends[i]
    }
    const shifts = curvature > 0 && curvature < 1e300
    this.#curvature = shifts ? curvature : 0
    this.#shift = shifts ? -slope / curvature : 0
    this.#gain = (-slope * this.#shift) / 2
  }
}
