/** Slots of one octave of microseconds: a latency is known to one part in 1,024. */
const octave = 1024
/** Up to 2^32 µs, more than an hour; longer ones count as that. */
const slots = 23 * octave

/** How many latencies lay from one bound to another, in milliseconds. */
export interface LatencyBar {
  readonly fromMs: number
  readonly toMs: number
  readonly count: number
}

/**
 * Latencies counted in fixed memory (94 kB, however many they are), each known to better than 0.1 %: microseconds below
 * 2,048 have a slot each, and every power of two above is cut into 1,024 slots.
 * Source: the layout of HdrHistogram (Tene), with three significant digits.
 */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(slots)
  #count = 0
  #sumMs = 0
  #minMs = Number.POSITIVE_INFINITY
  #maxMs = 0

  add(ms: number): void {
    const slot = slotOf(ms)
    this.#counts[slot] = (this.#counts[slot] as number) + 1
    this.#count++
    this.#sumMs += ms
    if (ms < this.#minMs) this.#minMs = ms
    if (ms > this.#maxMs) this.#maxMs = ms
  }

  get count(): number {
    return this.#count
  }

  /** Of these four, those of no latency at all are NaN. */
  get minMs(): number {
    return this.#count > 0 ? this.#minMs : Number.NaN
  }

  get maxMs(): number {
    return this.#count > 0 ? this.#maxMs : Number.NaN
  }

  get meanMs(): number {
    return this.#sumMs / this.#count
  }

  /** The smallest latency that at least a share `p` did not exceed (nearest rank), `p` from 0 to 1. */
  percentileMs(p: number): number {
    const rank = Math.max(1, Math.ceil(p * this.#count))
    for (let slot = 0, seen = 0; slot < slots; slot++) {
      seen += this.#counts[slot] as number
      // The upper end of the slot: a percentile is never told better than it was.
      if (seen >= rank) return Math.min(upperMs(slot), this.#maxMs)
    }
    return Number.NaN
  }

  /** Between round bounds (1, 1.5, 2, 3, 5, 7 and their tenfolds), from the shortest to the longest, at most 16 bars or so. */
  bars(): LatencyBar[] {
    if (this.#count === 0) return []
    const bounds = roundBounds(this.#minMs, this.#maxMs)
    const bars = bounds.slice(1).map((toMs, j) => ({ fromMs: bounds[j] as number, toMs, count: 0 }))
    for (let slot = 0, j = 0; slot < slots; slot++) {
      const count = this.#counts[slot] as number
      if (count === 0) continue
      while (j < bars.length - 1 && lowerMs(slot) >= (bars[j] as LatencyBar).toMs) j++
      ;(bars[j] as { count: number }).count += count
    }
    return bars
  }
}

function slotOf(ms: number): number {
  const us = Math.min(Math.max(Math.round(ms * 1000), 0), 2 ** 32 - 1)
  if (us < 2 * octave) return us
  const shift = 21 - Math.clz32(us)
  return shift * octave + (us >>> shift)
}

function lowerMs(slot: number): number {
  if (slot < 2 * octave) return slot / 1000
  const shift = Math.floor(slot / octave) - 1
  return ((slot - shift * octave) * 2 ** shift) / 1000
}

function upperMs(slot: number): number {
  if (slot < 2 * octave) return slot / 1000
  const shift = Math.floor(slot / octave) - 1
  return ((slot - shift * octave + 1) * 2 ** shift - 1) / 1000
}

/** The round numbers from the last one up to `min` to the first one above `max`. */
function roundBounds(min: number, max: number): number[] {
  const wide = max / Math.max(min, 0.001) > 300
  const steps = wide ? [1, 2, 5] : [1, 1.5, 2, 3, 5, 7]
  const bounds: number[] = []
  for (let power = -3; power < 9; power++) {
    for (const step of steps) bounds.push(Number((step * 10 ** power).toPrecision(2)))
  }
  const first = Math.max(
    0,
    bounds.findLastIndex((bound) => bound <= min),
  )
  return bounds.slice(first, bounds.findIndex((bound) => bound > max) + 1)
}
