import { addAt } from '../../values.ts'

/** Predicted numbers so far, in buckets: a histogram of Prometheus, whose bounds stay while its version is in use. */
export class ValueHistogram {
  /** Upper bounds, ascending; above the last one comes infinity. */
  readonly bounds: readonly number[]
  /** Values in each bucket, not added up; shape `(bounds + 1,)`. */
  readonly buckets: Float64Array
  sum = 0

  constructor(bounds: readonly number[]) {
    // Deciles of a target with few values are equal.
    this.bounds = [...new Set(bounds)]
    this.buckets = new Float64Array(this.bounds.length + 1)
  }

  add(value: number): void {
    const bucket = this.bounds.findIndex((bound) => value <= bound)
    addAt(this.buckets, bucket < 0 ? this.bounds.length : bucket, 1)
    this.sum += value
  }
}
