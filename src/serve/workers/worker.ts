import cluster from 'node:cluster'
import { isSlipwayError } from '../../errors.ts'
import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { Channel } from './channel.ts'

/** What a worker's primary wants of it. */
export interface WorkerDuties {
  /** What this worker counted. */
  metrics(): Promise<MetricJson[]>
  drain(): void
  look(retry: boolean): void
}

export interface Failure {
  readonly code: string | undefined
  readonly message: string
}

/** A worker's connection to its primary. */
export class PrimaryLink {
  readonly #channel: Channel
  #duties: WorkerDuties | undefined

  constructor() {
    this.#channel = new Channel(process as never, {
      metrics: () => this.#duties?.metrics(),
      drain: () => this.#duties?.drain(),
      look: (retry: boolean) => this.#duties?.look(retry),
    })
    // Without its primary a worker has nobody to take requests from.
    process.on('disconnect', () => process.exit(1))
  }

  take(duties: WorkerDuties): void {
    this.#duties = duties
  }

  ready(port: number): void {
    this.#channel.tell('ready', port)
  }

  failed(error: unknown): void {
    const code = isSlipwayError(error) ? error.code : undefined
    const message = error instanceof Error ? error.message : String(error)
    this.#channel.tell('failed', { code, message } satisfies Failure)
  }

  /** Says that there is a new version in the store. */
  changed(): void {
    this.#channel.tell('changed')
  }

  /** What all workers counted; this one alone where the primary does not answer. */
  async allMetrics(own: () => Promise<MetricJson[]>): Promise<readonly (readonly MetricJson[])[]> {
    return (await this.#channel.ask<MetricJson[][]>('all metrics')) ?? [await own()]
  }

  /** The limit that all workers share: the primary counts. */
  rateLimit(perMinute: number): RateLimit {
    return new SharedRateLimit(perMinute, (key) => this.#channel.ask<Taken>('take', key))
  }
}

/** Asks the primary for each request until it refuses one, then remembers that: a flood does not reach it. */
class SharedRateLimit implements RateLimit {
  readonly perMinute: number
  readonly #ask: (key: string) => Promise<Taken | undefined>
  readonly #refused = new Map<string, number>()

  constructor(perMinute: number, ask: (key: string) => Promise<Taken | undefined>) {
    this.perMinute = perMinute
    this.#ask = ask
  }

  take(key: string): Taken | Promise<Taken> {
    const until = this.#refused.get(key)
    if (until === undefined) return this.#takeShared(key)
    const leftMs = until - performance.now()
    if (leftMs > 0) return { allowed: false, remaining: 0, resetSeconds: Math.ceil(leftMs / 1000) }
    this.#refused.delete(key)
    return this.#takeShared(key)
  }

  async #takeShared(key: string): Promise<Taken> {
    // A primary too busy to answer is no reason to refuse.
    const taken = (await this.#ask(key)) ?? { allowed: true, remaining: 0, resetSeconds: 60 }
    if (!taken.allowed) {
      if (this.#refused.size > 10_000) this.#refused.clear()
      this.#refused.set(key, performance.now() + taken.resetSeconds * 1000)
    }
    return taken
  }
}

/** The link to the primary, where this process is a worker. */
export function primaryLink(): PrimaryLink | undefined {
  return cluster.isWorker ? new PrimaryLink() : undefined
}
