import vm from 'node:vm'
import { SlipwayError } from '../../errors.ts'

type Slot = { work: (() => unknown) | undefined }

const slot: Slot = { work: undefined }
Object.defineProperty(globalThis, Symbol.for('slipway.bounded'), { value: () => slot.work?.() })
const script = new vm.Script(`globalThis[Symbol.for('slipway.bounded')]()`)

/**
 * Time that work in this thread may take, all pieces together. It ends also what would run for ever, such as a loop in a
 * tree that leads back to itself: V8 watches the clock in a thread of its own, which costs 0.1 ms a piece.
 */
export class TimeLimit {
  readonly #limitMs: number
  readonly #who: string
  #leftMs: number

  /** @param who for the message: `sentiment: version 2026…` */
  constructor(limitMs: number, who: string) {
    this.#limitMs = limitMs
    this.#leftMs = limitMs
    this.#who = who
  }

  /** @throws VERSION_OVERRUN, and what the work throws */
  run<T>(work: () => T): T {
    const started = performance.now()
    slot.work = work
    try {
      return script.runInThisContext({ timeout: Math.max(1, Math.ceil(this.#leftMs)) }) as T
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
        throw overrun(this.#who, this.#limitMs)
      throw error
    } finally {
      slot.work = undefined
      this.#leftMs -= performance.now() - started
    }
  }

  /** The same steps, each within the limit. */
  *steps<T>(work: Iterator<void, T>): Generator<void, T> {
    for (;;) {
      const step = this.run(() => work.next())
      if (step.done) return step.value
      yield
    }
  }
}

export function overrun(who: string, limitMs: number): SlipwayError {
  const what = `took more than ${limitMs / 1000} s to load and to recompute its golden rows`
  return new SlipwayError('VERSION_OVERRUN', `${who} ${what}; train again, or raise MODEL_LOAD_TIMEOUT_MS.`)
}
