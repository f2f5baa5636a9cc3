import { setTimeout as sleep } from 'node:timers/promises'
import { send } from './send.ts'
import type { Target } from './target.ts'

/** So long may liveness take: what probes it allows a second. */
const patienceMs = 500

/** Asks whether a server lives, every tenth of a second, each time on a new connection. */
export class LiveWatch {
  probes = 0
  /** Probes that were not answered 200 within half a second. */
  late = 0
  longestMs = 0
  readonly #loop: Promise<void>
  #stopped = false

  constructor({ live }: Target, url: string) {
    this.#loop = this.#watch(url, live)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#loop
  }

  /** `liveness took 16 s`, where it took too long. */
  notes(): string[] {
    return this.longestMs > patienceMs ? [`liveness took ${(this.longestMs / 1000).toFixed(1)} s`] : []
  }

  async #watch(url: string, path: string): Promise<void> {
    while (!this.#stopped) {
      const { ending, ms } = await send(url, { method: 'GET', path }, { timeoutMs: 20_000 })
      if (ending === 'refused') return
      this.probes++
      if (ending !== 200 || ms > patienceMs) this.late++
      this.longestMs = Math.max(this.longestMs, ms)
      await sleep(100)
    }
  }
}
