import { sipHash } from './sip-hash.ts'

export interface MemoryOptions {
  readonly entries: number
  /** How long something is remembered after it was last asked for. */
  readonly ageMs: number
  /** Milliseconds on a clock that never goes back. @default performance.now */
  readonly now?: () => number
}

/**
 * What a header was found to mean, without the header: only its hash under a key of this process is kept.
 * Bounded in number, the oldest goes first, and in time.
 */
export class HeaderMemory<T> {
  readonly #hash = sipHash()
  readonly #entries = new Map<number, { readonly rest: number; readonly meaning: T; expires: number }>()
  readonly #limit: number
  readonly #ageMs: number
  readonly #now: () => number

  constructor({ entries, ageMs, now = () => performance.now() }: MemoryOptions) {
    this.#limit = entries
    this.#ageMs = ageMs
    this.#now = now
  }

  get(header: string): T | undefined {
    const { high, low } = this.#hash(header)
    const key = toKey(high, low)
    const entry = this.#entries.get(key)
    if (entry === undefined || entry.rest !== high) return undefined
    const now = this.#now()
    if (entry.expires < now) {
      this.#entries.delete(key)
      return undefined
    }
    entry.expires = now + this.#ageMs
    return entry.meaning
  }

  set(header: string, meaning: T): void {
    const { high, low } = this.#hash(header)
    const key = toKey(high, low)
    this.#entries.delete(key)
    if (this.#entries.size >= this.#limit) this.#entries.delete(this.#entries.keys().next().value!)
    this.#entries.set(key, { rest: high, meaning, expires: this.#now() + this.#ageMs })
  }

  /** Forgets the headers whose meaning holds no longer. */
  forget(isOver: (meaning: T) => boolean): void {
    for (const [key, { meaning }] of this.#entries) if (isOver(meaning)) this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
  }
}

/** A number holds 53 of the hash's 64 bits exactly; the entry keeps the rest to compare. */
function toKey(high: number, low: number): number {
  return (high & 0x1f_ffff) * 2 ** 32 + low
}
