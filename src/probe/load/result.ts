import { rounded } from '../rounded.ts'
import type { LatencyBar } from './latency-histogram.ts'

/** What a load measured. Latencies in milliseconds, of every whole answer and of those that never came in time. */
export interface LoadResult {
  readonly requests: number
  /** No whole answer, or a status of 400 and above. */
  readonly failed: number
  readonly seconds: number
  /** Answered without failure. */
  readonly requestsPerSecond: number
  readonly connections: number
  /** Requests a second that were asked for, in an open loop. */
  readonly rate?: number
  /** Of the bodies of all answers. */
  readonly bytes: number
  readonly latencyMs: Latencies
  readonly bars: readonly LatencyBar[]
  /** Answers by their status. */
  readonly statuses: { readonly [status: string]: number }
  /** Failures by their kind: a status, or the reason why no answer came. */
  readonly failures: { readonly [kind: string]: number }
  /** How busy the event loop of this process was, 0 to 1: near 1 it may be what limits the numbers. */
  readonly clientLoad: number
  /** Ended before its time. */
  readonly interrupted: boolean
}

/** `null` where nothing was answered. */
export interface Latencies {
  readonly min: number | null
  readonly mean: number | null
  readonly p50: number | null
  readonly p90: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly p999: number | null
  readonly max: number | null
}

/** The same with names as JSON has them everywhere else. */
export function toJson(result: LoadResult): { readonly [name: string]: unknown } {
  const { requestsPerSecond, latencyMs, bars, clientLoad, ...rest } = result
  return rounded({
    ...rest,
    requests_per_second: requestsPerSecond,
    latency_ms: latencyMs,
    histogram: bars.map(({ fromMs, toMs, count }) => ({ from_ms: fromMs, to_ms: toMs, count })),
    client_load: clientLoad,
  })
}
