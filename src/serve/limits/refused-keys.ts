import type { Taken } from './rate-limit.ts'

const mostKeys = 10_000

/** Keys that were refused, until their window ends: whoever counts for several is not asked again meanwhile. */
export class RefusedKeys {
  readonly #until = new Map<string, number>()

  /** What to answer without asking; undefined where it has to be asked. */
  get(key: string): Taken | undefined {
    const until = this.#until.get(key)
    if (until === undefined) return undefined
    const leftMs = until - performance.now()
    if (leftMs > 0) return { allowed: false, remaining: 0, resetSeconds: Math.ceil(leftMs / 1000) }
    this.#until.delete(key)
    return undefined
  }

  remember(key: string, { allowed, resetSeconds }: Taken): void {
    if (allowed) return
    if (this.#until.size >= mostKeys) this.#until.clear()
    this.#until.set(key, performance.now() + resetSeconds * 1000)
  }
}
