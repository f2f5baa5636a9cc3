type Typed = Int32Array | Float32Array | Float64Array | Uint8Array

/** A typed array that grows. */
export class Growing<A extends Typed> {
  readonly #make: new (
    length: number,
  ) => A
  #values: A
  #length = 0

  constructor(make: new (length: number) => A) {
    this.#make = make
    this.#values = new make(64)
  }

  get length(): number {
    return this.#length
  }

  /** @returns the new value's place */
  push(value: number): number {
    if (this.#length === this.#values.length) {
      const larger = new this.#make(2 * this.#length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length] = value
    return this.#length++
  }

  set(place: number, value: number): void {
    this.#values[place] = value
  }

  /** A copy of the first `count` values. */
  take(count: number): A {
    return this.#values.slice(0, count) as A
  }
}
