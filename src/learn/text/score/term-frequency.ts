/** What a term's count in a text becomes before it is weighed: the count itself, 1 + ln of it, or 1; 0 stays 0. */
export function termFrequency(binary: boolean, sublinear: boolean): (count: number) => number {
  if (binary) return (count) => Math.min(count, 1)
  return sublinear ? (count) => (count === 0 ? 0 : 1 + Math.log(count)) : (count) => count
}

/** How much a function of a count grows with one more. */
export class Steps {
  readonly #tabled: Float64Array
  readonly #f: (count: number) => number

  constructor(f: (count: number) => number) {
    this.#f = f
    this.#tabled = Float64Array.from({ length: 256 }, (_, count) => f(count + 1) - f(count))
  }

  /** f(count + 1) − f(count). */
  after(count: number): number {
    return count < 256 ? this.#tabled[count] : this.#f(count + 1) - this.#f(count)
  }
}
