import type { Log } from '../log.ts'

/** How long the store may take for a line before that is said. A request is sent again for 41 s before it fails. */
const patienceMs = 2500

/** What a model knows of its store, for the metrics. */
export interface Heard {
  /** Looks at the store that failed, or that it did not answer in time. */
  failures: number
  /** When the store last answered, in seconds since 1970; 0: never yet. */
  answeredAt: number
}

/** Whether the store answers, by model: counted always, said once however long it lasts. */
export class StoreHealth {
  readonly byModel = new Map<string, Heard>()
  readonly #log: Log
  /** Models that the store does not answer for now. */
  readonly #silent = new Set<string>()

  constructor(log: Log, models: readonly string[]) {
    this.#log = log
    for (const model of models) this.byModel.set(model, { failures: 0, answeredAt: 0 })
  }

  /** Asks the store for something small. @throws what asking throws */
  async ask<T>(model: string, question: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.failed(model, new Error(`no answer for ${patienceMs / 1000} s; it is still being asked`))
    }, patienceMs)
    timer.unref()
    try {
      const answer = await question()
      this.#heard(model).answeredAt = Date.now() / 1000
      if (this.#silent.delete(model)) this.#log.info({ model }, 'the store answers again')
      return answer
    } finally {
      clearTimeout(timer)
    }
  }

  /** Counts a failure, and says it where it is news. */
  failed(model: string, error: unknown): void {
    this.#heard(model).failures += 1
    if (this.#silent.has(model)) return
    this.#silent.add(model)
    this.#log.warn({ err: error, model }, 'the store could not be asked; the version in use stays')
  }

  #heard(model: string): Heard {
    const heard = this.byModel.get(model) ?? { failures: 0, answeredAt: 0 }
    this.byModel.set(model, heard)
    return heard
  }
}
