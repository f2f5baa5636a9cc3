import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { exchange } from '../exchange.ts'
import { agentFor, type Target } from '../target.ts'
import { LoadTally } from './load-tally.ts'
import type { LoadResult } from './result.ts'

export interface LoadPlan {
  /** Sent in turn, all to the same host. */
  readonly targets: readonly Target[]
  /** At most so many connections, each with one request at a time. */
  readonly connections: number
  /**
   * Requests a second, sent when they are due, however slow the answers are (an open loop). Without it every connection
   * sends its next request when it has the answer to the last (a closed loop).
   */
  readonly rate?: number | undefined
  /** Ends after so many requests, */
  readonly requests?: number | undefined
  /** or after so long, whichever comes first. */
  readonly durationMs?: number | undefined
  readonly timeoutMs: number
  /** Ends the load early; what was measured until then is the result. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((share: number) => void) | undefined
}

/**
 * Loads a service and measures it.
 *
 * In an open loop a latency runs from the moment the request was due, so that the wait behind slow answers counts: a
 * closed loop asks less while the service is slow and hides it (coordinated omission). Requests that were due and could
 * not be sent for want of a free connection, one timeout after the end, are failures.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const { targets, connections, rate, timeoutMs, durationMs = Number.POSITIVE_INFINITY, signal, onProgress } = plan
  const total = rate
    ? Math.min(plan.requests ?? Number.POSITIVE_INFINITY, Math.ceil((durationMs / 1000) * rate))
    : (plan.requests ?? Number.POSITIVE_INFINITY)
  const agent = agentFor((targets[0] as Target).url, { keep: true, connections })
  const tally = new LoadTally()
  const idle = performance.eventLoopUtilization()
  const started = performance.now()
  const endsAt = started + (rate ? Math.min(durationMs, (total / rate) * 1000) + timeoutMs : durationMs)
  let next = 0

  const lane = async () => {
    while (next < total && performance.now() < endsAt && !signal?.aborted) {
      const place = next++
      const dueAt = rate ? started + (place / rate) * 1000 : performance.now()
      if (rate && !(await until(dueAt, signal))) return
      const sentAt = performance.now()
      const outcome = await exchange(targets[place % targets.length] as Target, { agent, timeoutMs })
      const now = performance.now()
      tally.add(outcome, now - Math.min(dueAt, sentAt))
      onProgress?.(Math.max(tally.requests / total, (now - started) / durationMs))
    }
  }
  await Promise.all(Array.from({ length: Math.min(connections, total) }, lane))
  agent.destroy()
  const seconds = (performance.now() - started) / 1000
  const interrupted = signal?.aborted ?? false
  if (rate && !interrupted) tally.addUnsent(total - next)
  const clientLoad = performance.eventLoopUtilization(idle).utilization
  return tally.result({ seconds, connections, rate, clientLoad, interrupted })
}

/**
 * Waits for a moment of `performance.now()`; says whether it came. Ends up to a millisecond early, as timers count whole
 * milliseconds and one that fires late would look like a slow service.
 */
async function until(moment: number, signal: AbortSignal | undefined): Promise<boolean> {
  for (;;) {
    const left = moment - performance.now()
    if (left < 1) return true
    try {
      await sleep(Math.floor(left), undefined, signal ? { signal } : {})
    } catch {
      return false
    }
  }
}
