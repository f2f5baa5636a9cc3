import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { type ErrorCode, errorKinds, SlipwayError } from '../../errors.ts'
import { LocalRateLimit } from '../limits/rate-limit.ts'
import type { Log } from '../log.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { Channel } from './channel.ts'
import type { Failure } from './worker.ts'

export interface PrimaryOptions {
  readonly log: Log
  readonly maxRequestsPerMinute: number | undefined
  /** Command line of the workers. @default that of this process */
  readonly args: readonly string[] | undefined
}

/** Starts workers, replaces those that die, and holds what they share: the counts and the rate limit. */
export class Primary {
  readonly #log: Log
  readonly #limit: LocalRateLimit | undefined
  readonly #channels = new Map<Worker, Channel>()
  #ending = false

  constructor({ log, maxRequestsPerMinute, args }: PrimaryOptions) {
    this.#log = log
    this.#limit = maxRequestsPerMinute === undefined ? undefined : new LocalRateLimit(maxRequestsPerMinute)
    cluster.setupPrimary(args === undefined ? {} : { args: [...args] })
    cluster.on('exit', (worker, code, signal) => this.#onExit(worker, code, signal))
  }

  /** Starts the workers; gives the port when all of them are ready. @throws what the first of them failed with */
  async start(workers: number): Promise<number> {
    try {
      const ports = await Promise.all(Array.from({ length: workers }, () => this.#fork()))
      return ports[0]!
    } catch (error) {
      // Told to end before all were ready: that is no failure, and whoever told it ends the process.
      if (this.#ending) return new Promise<never>(() => {})
      await this.end()
      throw error
    }
  }

  /** Lets every worker look at the store now. @param retry also at what was refused */
  look(retry: boolean): void {
    for (const channel of this.#channels.values()) channel.tell('look', retry)
  }

  /** Lets every worker drain; done when the last has ended. */
  async end(): Promise<void> {
    this.#ending = true
    await Promise.all(
      [...this.#channels].map(([worker, channel]) => {
        channel.tell('drain')
        return once(worker, 'exit')
      }),
    )
  }

  /** Ends every worker at once. */
  kill(): void {
    this.#ending = true
    for (const worker of this.#channels.keys()) worker.process.kill('SIGKILL')
  }

  #fork(): Promise<number> {
    const worker = cluster.fork()
    return new Promise((resolve, reject) => {
      const channel = new Channel(worker, {
        ready: resolve,
        failed: (failure: Failure) => reject(toError(failure)),
        changed: () => this.look(false),
        'all metrics': () => this.#allMetrics(),
        take: (key: string) => this.#limit?.take(key),
      })
      this.#channels.set(worker, channel)
      worker.once('exit', () => reject(new SlipwayError('INTERNAL', 'A worker ended before it was ready.')))
    })
  }

  async #allMetrics(): Promise<MetricJson[][]> {
    const asked = [...this.#channels.values()].map((channel) => channel.ask<MetricJson[]>('metrics', undefined, 1000))
    return (await Promise.all(asked)).filter((metrics) => metrics !== undefined)
  }

  #onExit(worker: Worker, code: number, signal: string): void {
    this.#channels.delete(worker)
    if (this.#ending) return
    this.#log.error({ worker: worker.process.pid, code, signal }, 'a worker ended; another takes its place')
    // Not at once: one that dies at every start must not keep the machine busy.
    setTimeout(() => {
      if (!this.#ending)
        this.#fork().catch((error: Error) => this.#log.error({ err: error }, 'a worker could not start'))
    }, 1000).unref()
  }
}

function toError({ code, message }: Failure): SlipwayError {
  const known = code !== undefined && Object.hasOwn(errorKinds, code)
  return new SlipwayError(known ? (code as ErrorCode) : 'INTERNAL', message)
}
