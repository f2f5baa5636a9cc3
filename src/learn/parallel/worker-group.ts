import { checkWorking, closeThreads, startThreads, type Thread } from './pool.ts'

/** Indices of the shared state of a group. */
const job = 0
const done = 1
const ready = 2
const ended = 3

/** What the `runTask` of a worker gets. */
export interface WorkerInput<Data, Own = undefined> {
  readonly state: Int32Array
  readonly data: Data
  readonly own: Own
}

/** What only one worker gets, and the memory in it that is transferred, not copied. */
export interface OwnData {
  readonly own: object
  readonly transfer: readonly ArrayBuffer[]
}

/**
 * Worker threads for many jobs of some microseconds each, of which every thread does its own part. A worker spins until
 * the next job, and sleeps where none comes soon. The main thread works alone until all workers have started.
 */
export class WorkerGroup {
  readonly #state = new Int32Array(new SharedArrayBuffer(16))
  readonly #threads: readonly Thread[]

  /**
   * @param module whose `runTask` gets a `WorkerInput` and a number of its own from 0 on, and calls `runJobs`
   * @param ownOf what only one worker gets, by another number of its own from 0 on
   */
  constructor(module: string, data: object, workers: number, ownOf?: (worker: number) => OwnData) {
    const taken = new Int32Array(new SharedArrayBuffer(8))
    this.#threads = startThreads(workers, { module, tasks: workers }, taken, (worker) => {
      const { own, transfer = [] } = ownOf?.(worker) ?? {}
      const input: WorkerInput<object, object | undefined> = { state: this.#state, data, own }
      return { data: input, transfer }
    })
  }

  get isReady(): boolean {
    return this.#threads.length > 0 && Atomics.load(this.#state, ready) === this.#threads.length
  }

  /** Starts a job in every worker. What workers read was written before; this thread does its own part next. */
  begin(): void {
    Atomics.store(this.#state, done, 0)
    Atomics.add(this.#state, job, 1)
    Atomics.notify(this.#state, job)
  }

  /** @throws what a worker threw, and THREAD_DIED where one has ended */
  waitForAll(): void {
    for (;;) {
      const finished = Atomics.load(this.#state, done)
      if (finished === this.#threads.length) return
      if (waitForOther(this.#state, done, finished) === 'timed-out') this.#threads.forEach(checkWorking)
    }
  }

  end(): void {
    Atomics.store(this.#state, ended, 1)
    Atomics.add(this.#state, job, 1)
    Atomics.notify(this.#state, job)
    closeThreads(this.#threads)
  }
}

/** In a worker: does its part of each job until the group ends. */
export function runJobs(state: Int32Array, part: () => void): void {
  let last = Atomics.load(state, job)
  Atomics.add(state, ready, 1)
  for (;;) {
    while (Atomics.load(state, job) === last) waitForOther(state, job, last)
    last = Atomics.load(state, job)
    if (Atomics.load(state, ended) === 1) return
    part()
    Atomics.add(state, done, 1)
    Atomics.notify(state, done)
  }
}

/** Some tens of microseconds of spinning: longer than most waits, and cheaper than a sleep. */
const spins = 5_000
const sleepMs = 250

function waitForOther(state: Int32Array, index: number, value: number): string {
  for (let spin = 0; spin < spins; spin++) if (Atomics.load(state, index) !== value) return 'changed'
  return Atomics.wait(state, index, value, sleepMs)
}
