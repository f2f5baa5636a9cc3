import { checkWorking, closeThreads, startThreads, type Thread } from './pool.ts'

/** Places on the board that a crew shares. */
const job = 0
const done = 1
const ready = 2
const ended = 3

/** What a helper's `runTask` gets. */
export interface Helping<Data, Own = undefined> {
  readonly board: Int32Array
  readonly data: Data
  readonly own: Own
}

/** What one helper alone gets, and the memory in it that is handed over, not copied. */
export interface OwnData {
  readonly own: object
  readonly transfer: readonly ArrayBuffer[]
}

/**
 * Threads that stay for many jobs of some microseconds, of each of which every thread does its own part. They wait for
 * the next job turning, and sleep only when it does not come soon. This thread goes on alone until all have started.
 */
export class Crew {
  readonly #board = new Int32Array(new SharedArrayBuffer(16))
  readonly #threads: readonly Thread[]

  /**
   * @param module whose `runTask` gets a `Helping` and a number of its own from 0 on, and calls `help`
   * @param ownOf what each helper alone gets, by another number of its own from 0 on
   */
  constructor(module: string, data: object, helpers: number, ownOf?: (helper: number) => OwnData) {
    const taken = new Int32Array(new SharedArrayBuffer(8))
    this.#threads = startThreads(helpers, { module, tasks: helpers }, taken, (helper) => {
      const { own, transfer = [] } = ownOf?.(helper) ?? {}
      const helping: Helping<object, object | undefined> = { board: this.#board, data, own }
      return { data: helping, transfer }
    })
  }

  get isReady(): boolean {
    return this.#threads.length > 0 && Atomics.load(this.#board, ready) === this.#threads.length
  }

  /** Every helper begins with its part. What it reads was written before, and this thread does its own part next. */
  begin(): void {
    Atomics.store(this.#board, done, 0)
    Atomics.add(this.#board, job, 1)
    Atomics.notify(this.#board, job)
  }

  /** @throws what a helper threw, and THREAD_DIED where one has ended. */
  waitForAll(): void {
    for (;;) {
      const finished = Atomics.load(this.#board, done)
      if (finished === this.#threads.length) return
      if (waitForOther(this.#board, done, finished) === 'timed-out') this.#threads.forEach(checkWorking)
    }
  }

  end(): void {
    Atomics.store(this.#board, ended, 1)
    Atomics.add(this.#board, job, 1)
    Atomics.notify(this.#board, job)
    closeThreads(this.#threads)
  }
}

/** In a helper: does its part of each job until there are no more. */
export function help(board: Int32Array, part: () => void): void {
  let last = Atomics.load(board, job)
  Atomics.add(board, ready, 1)
  for (;;) {
    while (Atomics.load(board, job) === last) waitForOther(board, job, last)
    last = Atomics.load(board, job)
    if (Atomics.load(board, ended) === 1) return
    part()
    Atomics.add(board, done, 1)
    Atomics.notify(board, done)
  }
}

/** Some tens of microseconds: longer than most waits, shorter than going to sleep is dear. */
const turns = 5_000
const sleepMs = 250

function waitForOther(board: Int32Array, place: number, value: number): string {
  for (let turn = 0; turn < turns; turn++) if (Atomics.load(board, place) !== value) return 'changed'
  return Atomics.wait(board, place, value, sleepMs)
}
