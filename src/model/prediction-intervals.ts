import type { Parts } from '../learn/contract.ts'
import { itemAt } from '../values.ts'

/** Errors of one bin from which on its ends are worth more than those of all rows together. */
const leastErrors = 100
const mostBins = 10

/**
 * From a prediction to an interval that holds a promised fraction of targets: split conformal prediction in bins of the
 * predicted value (Mondrian), so that the interval is as wide as errors are for predictions of that size.
 *
 * Of the n errors y − ŷ of a bin, the ends are those of rank ⌊(n + 1) α / 2⌋ from below and from above, with α = 1 − level.
 * The errors have to come from models that did not learn from their rows. Where no target was below 0, no interval is.
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, chapter 4; Boström & Johansson (2020),
 * Mondrian conformal regressors, on bins.
 */
export class PredictionIntervals {
  readonly level: number
  /** What parts the bins, ascending, shape `(bins − 1,)`: a prediction on an edge is in the upper one. */
  readonly #edges: Float64Array
  /** What is added to a prediction for either end, shape `(bins,)`. */
  readonly #below: Float64Array
  readonly #above: Float64Array
  readonly #least: number

  private constructor(level: number, edges: Float64Array, below: Float64Array, above: Float64Array, least: number) {
    this.level = level
    this.#edges = edges
    this.#below = below
    this.#above = above
    this.#least = least
  }

  /**
   * @param predicted shape `(n,)`, by models that did not see the row
   * @param targets shape `(n,)`
   */
  static measure(predicted: Float64Array, targets: Float64Array, level: number): PredictionIntervals {
    const order = Int32Array.from(predicted.keys()).sort((a, b) => itemAt(predicted, a) - itemAt(predicted, b))
    const bins = Math.min(mostBins, Math.max(1, Math.floor(order.length / leastErrors)))
    const start = (bin: number) => Math.round((bin * order.length) / bins)
    const edges = Float64Array.from({ length: bins - 1 }, (_, bin) => itemAt(predicted, itemAt(order, start(bin + 1))))
    const ends = Array.from({ length: bins }, (_, bin) => {
      const rows = order.subarray(start(bin), start(bin + 1))
      return endsOf(
        Float64Array.from(rows, (row) => itemAt(targets, row) - itemAt(predicted, row)),
        level,
      )
    })
    const least = targets.every((target) => target >= 0) ? 0 : Number.NEGATIVE_INFINITY
    return new PredictionIntervals(
      level,
      edges,
      Float64Array.from(ends, ([below]) => below),
      Float64Array.from(ends, ([, above]) => above),
      least,
    )
  }

  of(value: number): [number, number] {
    let bin = 0
    while (bin < this.#edges.length && value >= itemAt(this.#edges, bin)) bin++
    const from = value + itemAt(this.#below, bin)
    const to = value + itemAt(this.#above, bin)
    return [Math.max(from, this.#least), Math.max(to, this.#least)]
  }

  toParts(): Parts {
    const tensor = (data: Float64Array) => ({ shape: [data.length], data })
    return {
      kind: 'PredictionIntervals',
      config: { level: this.level, neverBelow0: this.#least === 0 },
      tensors: { edges: tensor(this.#edges), below: tensor(this.#below), above: tensor(this.#above) },
    }
  }

  static fromParts({ config, tensors }: Parts): PredictionIntervals {
    const { edges, below, above } = tensors
    if (edges === undefined || below === undefined || above === undefined) {
      throw new TypeError(`expected tensors "edges", "below" and "above", got ${Object.keys(tensors).join(', ')}.`)
    }
    return new PredictionIntervals(
      config.level as number,
      edges.data as Float64Array,
      below.data as Float64Array,
      above.data as Float64Array,
      config.neverBelow0 === true ? 0 : Number.NEGATIVE_INFINITY,
    )
  }
}

/** Of fewer errors than the rank needs, the smallest and the largest. */
function endsOf(errors: Float64Array, level: number): readonly [number, number] {
  errors.sort()
  const n = errors.length
  const rank = Math.max(1, Math.floor(((n + 1) * (1 - level)) / 2 + 1e-9))
  return [itemAt(errors, rank - 1), itemAt(errors, n - rank)]
}
