import { type ErrorCode, errorKinds, SlipwayError } from '../../errors.ts'
import { LocalRateLimit } from '../limits/rate-limit.ts'
import type { BoundSocket } from '../listen.ts'
import type { Log } from '../log.ts'
import { processMetrics } from '../metrics/print.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { Tally } from '../metrics/tally.ts'
import type { WorkerGroup } from './group.ts'
import { beatMs } from './heartbeat.ts'
import type { Failure } from './worker.ts'
import { WorkerProcess } from './worker-process.ts'

export interface PrimaryOptions {
  readonly log: Log
  readonly maxRequestsPerMinute: number | undefined
  /** Command line of the workers. @default that of this process */
  readonly args: readonly string[] | undefined
  /** Bound and not listening: the workers do. */
  readonly socket: BoundSocket
}

/** One that dies at every start must not keep the machine busy. */
const pauseAfterFailureMs = 1000

/**
 * Starts workers, replaces those that end or do not answer, and holds what they share: the socket, the counts and the
 * rate limit. Workers accept from the socket themselves, so that a connection belongs to nobody before it is accepted:
 * what a killed or stopped worker leaves in the queue, the others take.
 */
export class Primary {
  readonly #log: Log
  readonly #limit: LocalRateLimit | undefined
  readonly #args: readonly string[] | undefined
  readonly #socket: BoundSocket
  readonly #workers = new Set<WorkerProcess>()
  readonly #tally = new Tally<WorkerProcess>()
  #wanted = 0
  /** How many workers have begun to listen since the start. */
  #listening = 0
  #group: WorkerGroup = { ready: false, silent: [] }
  #ending: Promise<number> | undefined
  #started = Promise.withResolvers<void>()

  constructor({ log, maxRequestsPerMinute, args, socket }: PrimaryOptions) {
    this.#log = log
    this.#limit = maxRequestsPerMinute === undefined ? undefined : new LocalRateLimit(maxRequestsPerMinute)
    this.#args = args
    this.#socket = socket
  }

  /** Starts the workers; done when all of them are ready. @throws what the first of them failed with */
  async start(workers: number): Promise<void> {
    this.#wanted = workers
    setInterval(() => this.#beat(), beatMs)
    for (let i = 0; i < workers; i++) this.#fork()
    try {
      await this.#started.promise
    } catch (error) {
      // Told to end before all were ready: that is no failure, and whoever told it ends the process.
      if (this.#ending !== undefined) return new Promise<never>(() => {})
      await this.end(0)
      throw error
    }
  }

  /** Lets every worker look at the store now. @param retry also at what was refused */
  look(retry: boolean): void {
    for (const worker of this.#workers) worker.tell('look', retry)
  }

  /**
   * Lets every worker drain; done when the last has ended.
   * @returns the exit code: 1 where a worker gave up on requests
   */
  end(graceMs?: number): Promise<number> {
    this.#ending ??= this.#end(graceMs)
    return this.#ending
  }

  /** Ends every worker at once. */
  kill(): void {
    this.#ending ??= Promise.resolve(1)
    for (const worker of this.#workers) worker.kill()
  }

  async #end(graceMs: number | undefined): Promise<number> {
    // The last worker to close the socket makes sure that nobody waits in its queue; it has to be a worker.
    this.#socket.close()
    const codes = [...this.#workers].map((worker) => {
      if (worker.stage === 'starting') worker.kill()
      else worker.tell('drain', graceMs)
      return worker.stage === 'starting' ? worker.exited.then(() => 0) : worker.exited
    })
    return (await Promise.all(codes)).every((code) => code === 0) ? 0 : 1
  }

  #fork(): void {
    const worker: WorkerProcess = new WorkerProcess(
      {
        loaded: () => this.#onLoaded(),
        listening: () => this.#onListening(),
        waiting: () => this.#onWaiting(),
        failed: (failure) => this.#onFailed(failure),
        changed: () => this.look(false),
        counted: (metrics) => this.#tally.keep(worker, metrics),
        exited: (code, signal) => this.#onExit(worker, code, signal),
        closed: () => this.#tally.bury(worker),
        questions: {
          'all metrics': () => this.metrics(),
          take: (key: string) => this.#limit?.take(key),
          'give back': (key: string) => this.#limit?.giveBack(key),
        },
      },
      this.#args,
    )
    this.#workers.add(worker)
    worker.tell('group', this.#group)
  }

  #onListening(): void {
    this.#listening += 1
    if (this.#listening === this.#wanted) this.#started.resolve()
  }

  #onLoaded(): void {
    const loaded = [...this.#workers].filter(({ stage }) => stage === 'loaded')
    if (!this.#group.ready && loaded.length < this.#wanted) return
    this.#setGroup({ ...this.#group, ready: true })
    for (const worker of loaded) worker.give(this.#socket)
  }

  /** Probes have to be answered: by those who wait, where nobody is ready. */
  #onWaiting(): void {
    if (this.#group.ready && [...this.#workers].some(({ stage }) => stage === 'loaded')) return
    for (const worker of this.#workers) if (worker.stage !== 'starting') worker.give(this.#socket)
  }

  #onFailed({ code, message }: Failure): void {
    const known = code !== undefined && Object.hasOwn(errorKinds, code)
    const error = new SlipwayError(known ? (code as ErrorCode) : 'INTERNAL', message)
    if (this.#group.ready) this.#log.error({ err: error }, 'a worker could not start')
    else this.#started.reject(error)
  }

  #onExit(worker: WorkerProcess, code: number | null, signal: string | null): void {
    this.#workers.delete(worker)
    if (this.#ending !== undefined) return
    const neverRan = worker.stage === 'starting'
    if (neverRan && !this.#group.ready) {
      this.#started.reject(new SlipwayError('INTERNAL', 'A worker ended before it was ready.'))
      return
    }
    this.#log.error({ worker: worker.pid, code, signal }, 'a worker ended; another takes its place')
    setTimeout(() => this.#ending ?? this.#fork(), neverRan ? pauseAfterFailureMs : 0)
  }

  /** Kills workers that no longer answer: when they end, others take their places. */
  #beat(): void {
    for (const worker of this.#workers) {
      if (worker.isLost) {
        this.#log.error({ worker: worker.pid }, 'a worker does not answer; it is killed')
        worker.kill()
      } else void worker.beat()
    }
    const silent = [...this.#workers].filter(({ isSilent }) => isSilent).map(({ pid }) => pid)
    if (silent.join() !== this.#group.silent.join()) this.#setGroup({ ...this.#group, silent })
  }

  #setGroup(group: WorkerGroup): void {
    this.#group = group
    for (const worker of this.#workers) worker.tell('group', group)
  }

  /** What cannot be summed is this process's; of a worker that does not answer what it said last counts. */
  async metrics(): Promise<MetricJson[][]> {
    const workers = [...this.#workers]
    const answers = await Promise.all(workers.map((worker) => worker.metrics()))
    for (const [i, worker] of workers.entries()) this.#tally.keep(worker, answers[i] ?? [])
    return [(await processMetrics()).filter(({ aggregator }) => aggregator === 'first'), ...this.#tally.all]
  }
}
