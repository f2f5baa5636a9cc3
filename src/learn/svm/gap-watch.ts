/** When to measure the duality gap: each time costs most of a pass. */
export class GapWatch {
  /** The pass after which it is measured next. */
  due = 5
  readonly #tol: number
  #pass = 0
  #share = 1
  #first = 0

  /** @param tol the gap that is looked for, as a share of the objective */
  constructor(tol: number) {
    this.#tol = tol
  }

  /** Next where the gap will have closed if it goes on closing as it does, and before long. */
  note(pass: number, share: number): void {
    const rate = Math.log(this.#share / share) / (pass - this.#pass)
    const wait = rate > 0 ? Math.ceil(Math.log(share / this.#tol) / rate) : 1
    this.due = pass + Math.max(1, Math.min(wait, Math.max(4, pass >> 1)))
    this.#pass = pass
    this.#share = share
    this.#first ||= share
  }

  /** From 0 to 1, by digits gained. */
  get progress(): number {
    const gained = Math.log(this.#first / this.#share) / Math.log(this.#first / this.#tol)
    return Math.max(0, Math.min(1, gained || 0))
  }
}
