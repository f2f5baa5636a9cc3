import type { Outcome } from '../exchange.ts'
import { LatencyHistogram } from './latency-histogram.ts'
import type { Latencies, LoadResult } from './result.ts'

interface Frame {
  readonly seconds: number
  readonly connections: number
  readonly rate: number | undefined
  readonly clientLoad: number
  readonly interrupted: boolean
}

/** Counts what became of the requests of a load, in memory that does not grow with them. */
export class LoadTally {
  readonly #latencies = new LatencyHistogram()
  readonly #statuses: Record<string, number> = {}
  readonly #failures: Record<string, number> = {}
  #requests = 0
  #failed = 0
  #bytes = 0

  get requests(): number {
    return this.#requests
  }

  add({ status, bytes, failure, timedOut }: Outcome, ms: number): void {
    this.#requests++
    this.#bytes += bytes
    if (status > 0) this.#statuses[status] = (this.#statuses[status] ?? 0) + 1
    if (failure !== undefined) this.#fail(failure, 1)
    // A refused connection is quick: among the latencies it would make a broken service look fast.
    if (status > 0 || timedOut) this.#latencies.add(ms)
  }

  /** Requests that were due and found no free connection. */
  addUnsent(count: number): void {
    this.#requests += count
    if (count > 0) this.#fail('not sent, every connection was busy', count)
  }

  result({ seconds, connections, rate, clientLoad, interrupted }: Frame): LoadResult {
    return {
      requests: this.#requests,
      failed: this.#failed,
      seconds,
      requestsPerSecond: (this.#requests - this.#failed) / seconds,
      connections,
      ...(rate === undefined ? {} : { rate }),
      bytes: this.#bytes,
      latencyMs: summary(this.#latencies),
      bars: this.#latencies.bars(),
      statuses: this.#statuses,
      failures: this.#failures,
      clientLoad,
      interrupted,
    }
  }

  #fail(kind: string, count: number): void {
    this.#failed += count
    this.#failures[kind] = (this.#failures[kind] ?? 0) + count
  }
}

function summary(latencies: LatencyHistogram): Latencies {
  const orNull = (ms: number) => (Number.isNaN(ms) ? null : ms)
  const at = (p: number) => orNull(latencies.percentileMs(p))
  const { minMs, meanMs, maxMs } = latencies
  const [min, mean, max] = [orNull(minMs), orNull(meanMs), orNull(maxMs)]
  return { min, mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999), max }
}
