import { isSlipwayError, SlipwayError } from '../../errors.ts'
import type { RateLimit, Taken } from '../limits/rate-limit.ts'
import type { BoundSocket } from '../listen.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import type { SocketSource } from '../socket-source.ts'
import { Channel } from './channel.ts'
import type { WorkerGroup } from './group.ts'
import { beatMs, mostMissed } from './heartbeat.ts'
import { SharedRateLimit } from './shared-rate-limit.ts'

/** What a worker's primary wants of it. */
export interface WorkerDuties {
  /** What this worker counted. */
  metrics(): Promise<MetricJson[]>
  /** The same without what is costly to gather, for every heartbeat. */
  counts(): MetricJson[]
  /** @param graceMs how long clients are told that their connections end; the usual time where it is not given */
  drain(graceMs?: number): void
  look(retry: boolean): void
}

export interface Failure {
  readonly code: string | undefined
  readonly message: string
}

/** Set in the environment of workers, and of nobody else. */
export const workerMark = 'SLIPWAY_WORKER'

/** A worker's connection to its primary, and what it hears there of all workers. */
export class PrimaryLink implements SocketSource, WorkerGroup {
  readonly socket: Promise<BoundSocket>
  readonly #channel: Channel
  #duties: WorkerDuties | undefined
  #heard: WorkerGroup = { ready: false, silent: [] }
  #lastBeat = performance.now()

  constructor() {
    const { promise, resolve } = Promise.withResolvers<BoundSocket>()
    this.socket = promise
    this.#channel = new Channel(process as never, {
      beat: () => this.#beat(),
      group: (group: WorkerGroup) => {
        this.#heard = group
      },
      socket: (_content: never, handle: unknown) => resolve(handle as BoundSocket),
      metrics: () => this.#duties?.metrics(),
      drain: (graceMs: number | undefined) => this.#duties?.drain(graceMs),
      look: (retry: boolean) => this.#duties?.look(retry),
    })
    // Without its primary nobody replaces or counts this worker: what is under way is finished, and that is all.
    process.on('disconnect', () => (this.#duties === undefined ? process.exit(1) : this.#duties.drain()))
  }

  take(duties: WorkerDuties): void {
    this.#duties = duties
  }

  get ready(): boolean {
    return this.#heard.ready
  }

  get silent(): readonly number[] {
    const primaryIsSilent = performance.now() - this.#lastBeat > mostMissed * beatMs
    return primaryIsSilent ? [...this.#heard.silent, process.ppid] : this.#heard.silent
  }

  loaded(): void {
    void this.#channel.tell('loaded')
  }

  waiting(): void {
    void this.#channel.tell('waiting')
  }

  /** It listens, and its models are loaded. */
  listening(): void {
    void this.#channel.tell('listening')
  }

  failed(error: unknown): Promise<void> {
    const code = isSlipwayError(error) ? error.code : undefined
    const message = error instanceof Error ? error.message : String(error)
    return this.#channel.tell('failed', { code, message } satisfies Failure)
  }

  /** Says that there is a new version in the store. */
  changed(): void {
    void this.#channel.tell('changed')
  }

  /** The last that the primary hears of what this worker counted. */
  counted(metrics: readonly MetricJson[]): Promise<void> {
    return this.#channel.tell('counted', metrics)
  }

  /**
   * What all workers counted.
   * @throws UNAVAILABLE where the primary does not answer: the numbers of one worker alone would look like a restart
   */
  async allMetrics(): Promise<readonly (readonly MetricJson[])[]> {
    const all = await this.#channel.ask<MetricJson[][]>('all metrics')
    if (all !== undefined) return all
    throw new SlipwayError('UNAVAILABLE', 'The main process, which adds up what the workers count, does not answer.')
  }

  /** The limit that all workers share: the primary counts. */
  rateLimit(perMinute: number): RateLimit {
    return new SharedRateLimit(
      perMinute,
      (key) => this.#channel.ask<Taken>('take', key),
      (key) => void this.#channel.tell('give back', key),
    )
  }

  #beat(): MetricJson[] {
    this.#lastBeat = performance.now()
    return this.#duties?.counts() ?? []
  }
}

/** The link to the primary, where this process is a worker. */
export function primaryLink(): PrimaryLink | undefined {
  return process.env[workerMark] !== undefined && process.send !== undefined ? new PrimaryLink() : undefined
}
