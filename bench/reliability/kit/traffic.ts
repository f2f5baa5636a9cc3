import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ending, send } from './send.ts'
import type { Target } from './target.ts'

export interface TrafficOptions {
  /** Clients that each send one request after another. @default 8 */
  readonly lanes?: number
  /** Whether a client keeps its connection. @default true */
  readonly kept?: boolean
  /** How long a client waits for an answer. @default 5000 */
  readonly timeoutMs?: number
  /** Pause between an answer and the next request. @default 2 */
  readonly pauseMs?: number
  /** A client stops when nobody listens any more, rather than try again after a moment. @default false */
  readonly untilRefused?: boolean
}

/** What clients saw who send the small request all the time. */
export class Traffic {
  /** Answered rightly. */
  right = 0
  /** Answered 200 with something else. */
  wrong = 0
  /** How often each other ending came. `refused` is no loss: nothing was taken, and whoever sent it knows at once. */
  readonly failures = new Map<Ending, number>()
  longestMs = 0
  readonly #target: Target
  readonly #url: string
  readonly #options: TrafficOptions
  readonly #lanes: Promise<void>[]
  #stopped = false

  constructor(target: Target, url: string, options: TrafficOptions = {}) {
    this.#target = target
    this.#url = url
    this.#options = options
    this.#lanes = Array.from({ length: options.lanes ?? 8 }, () => this.#lane())
  }

  /** Lets every client have its last answer. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.ended()
  }

  /** When every client has stopped of its own. */
  async ended(): Promise<void> {
    await Promise.all(this.#lanes)
  }

  get lost(): number {
    return [...this.failures].reduce((sum, [ending, times]) => sum + (ending === 'refused' ? 0 : times), 0)
  }

  /** Requests that somebody took. */
  get taken(): number {
    return this.right + this.wrong + this.lost
  }

  /** `12 reset`, `40 × 503`. */
  notes(): string[] {
    const wrong = this.wrong > 0 ? [`${this.wrong} wrong`] : []
    const lost = [...this.failures].filter(([ending]) => ending !== 'refused')
    return [...wrong, ...lost.map(([ending, times]) => `${times} × ${ending}`)]
  }

  async #lane(): Promise<void> {
    const { kept = true, timeoutMs = 5000, pauseMs = 2, untilRefused = false } = this.#options
    const agent = kept ? new Agent({ keepAlive: true, maxSockets: 1 }) : undefined
    while (!this.#stopped) {
      const answer = await send(this.#url, this.#target.request, { timeoutMs, ...(agent && { agent }) })
      this.longestMs = Math.max(this.longestMs, answer.ms)
      if (answer.ending === 200) this.#target.isRight(answer.body) ? this.right++ : this.wrong++
      else this.failures.set(answer.ending, (this.failures.get(answer.ending) ?? 0) + 1)
      if (answer.ending === 'refused' && untilRefused) break
      await sleep(answer.ending === 'refused' ? 20 : pauseMs)
    }
    agent?.destroy()
  }
}
