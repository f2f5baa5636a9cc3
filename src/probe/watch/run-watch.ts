import { setTimeout as sleep } from 'node:timers/promises'
import { exchange } from '../exchange.ts'
import { agentFor, type Target } from '../target.ts'
import { fieldOf } from './field.ts'

/** One question put to the service. Times in milliseconds. */
export interface Asked {
  /** When it was put, from the start of the watch. */
  readonly atMs: number
  readonly ms: number
  /** 0 where no answer came. */
  readonly status: number
  /** Why it is no good answer; undefined of a good one. */
  readonly failure?: string | undefined
  /** What a good answer says in the watched field; undefined where it lacks it. */
  readonly version?: string | undefined
}

export interface WatchPlan {
  /** Sent in turn, all to the same host. */
  readonly targets: readonly Target[]
  readonly perSecond: number
  readonly timeoutMs: number
  /** Where an answer tells its version: names, dots between them. */
  readonly field: string
  /** Ends when every good answer of the last `settleMs` was of this version. */
  readonly until?: string | undefined
  readonly settleMs: number
  /** Ends after that long when the version is not everywhere by then. */
  readonly maxMs?: number | undefined
  /** Ends after that long in any case. */
  readonly durationMs?: number | undefined
  /** Ends it now, with what was seen. */
  readonly signal?: AbortSignal | undefined
  readonly onAsked?: ((asked: Asked) => void) | undefined
}

export interface Watched {
  readonly startedAt: Date
  readonly seconds: number
  /** In the order in which they were put. */
  readonly asked: readonly Asked[]
  readonly end: 'delivered' | 'time' | 'interrupted'
}

/**
 * Asks a service at a steady pace, however slow its answers are, each time over a new connection: as a new client would
 * come in, and so that a balancer of connections does not send every question to the same replica.
 */
export async function runWatch(plan: WatchPlan): Promise<Watched> {
  const { targets, perSecond, timeoutMs, field, signal, onAsked } = plan
  const agent = agentFor((targets[0] as Target).url, { keep: false, connections: Number.POSITIVE_INFINITY })
  const asked: Asked[] = []
  const underWay = new Set<Promise<void>>()
  const delivery = new Delivery(plan)
  const startedAt = new Date()
  const started = performance.now()

  const askOnce = async (place: number, atMs: number) => {
    const target = targets[place % targets.length] as Target
    const { status, failure, text = '' } = await exchange(target, { agent, timeoutMs, keepText: true })
    const version = failure === undefined ? fieldOf(text, field) : undefined
    const entry = { atMs, ms: performance.now() - started - atMs, status, failure, version }
    asked.push(entry)
    delivery.see(entry)
    onAsked?.(entry)
  }

  let end: Watched['end'] | undefined
  for (let place = 0; end === undefined; place++) {
    const waitMs = started + (place * 1000) / perSecond - performance.now()
    await sleep(Math.max(waitMs, 0), undefined, signal ? { signal } : {}).catch(() => {})
    const atMs = performance.now() - started
    end = signal?.aborted ? 'interrupted' : delivery.endAt(atMs)
    if (end !== undefined) break
    const question = askOnce(place, atMs).finally(() => underWay.delete(question))
    underWay.add(question)
  }
  // Who pressed Ctrl-C does not wait for a service that hangs.
  if (end !== 'interrupted') await Promise.all(underWay)
  const seen = [...asked].sort((a, b) => a.atMs - b.atMs)
  agent.destroy()
  return { startedAt, seconds: (performance.now() - started) / 1000, asked: seen, end: end as Watched['end'] }
}

/** Whether the awaited version is everywhere, by the answers so far. */
class Delivery {
  readonly #plan: WatchPlan
  #firstNewMs = Number.POSITIVE_INFINITY
  #lastOtherMs = 0

  constructor(plan: WatchPlan) {
    this.#plan = plan
  }

  see({ atMs, ms, failure, version }: Asked): void {
    if (failure !== undefined) return
    if (version === this.#plan.until) this.#firstNewMs = Math.min(this.#firstNewMs, atMs + ms)
    else this.#lastOtherMs = Math.max(this.#lastOtherMs, atMs + ms)
  }

  /** Why the watch ends at this moment; undefined while it goes on. */
  endAt(nowMs: number): Watched['end'] | undefined {
    const { until, settleMs, maxMs = Number.POSITIVE_INFINITY, durationMs = Number.POSITIVE_INFINITY } = this.#plan
    const sinceMs = Math.max(this.#firstNewMs, this.#lastOtherMs)
    if (until !== undefined && nowMs - sinceMs >= settleMs) return 'delivered'
    const mayStillHold = until !== undefined && sinceMs <= maxMs && nowMs < maxMs + settleMs
    return nowMs >= durationMs || (nowMs >= maxMs && !mayStillHold) ? 'time' : undefined
  }
}
