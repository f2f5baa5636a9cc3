import { isSlipwayError, SlipwayError } from '../../errors.ts'
import type { Handles, Models } from '../../service/contract.ts'
import type { Store } from '../../store/contract.ts'
import type { Log } from '../log.ts'
import { LiveModel } from './live-model.ts'
import { loadVersion, type OpenArtifact } from './load-version.ts'
import type { Pins } from './pins.ts'

export interface LiveModelsOptions {
  readonly store: Store
  readonly log: Log
  readonly pins?: Pins
  readonly open?: OpenArtifact
}

/** How loading went since the start, for the metrics. */
export interface Loads {
  done: number
  refused: number
  /** Of the last version that was loaded, in seconds. */
  seconds: number
}

/**
 * The models of a service, each in the version that the store calls current or that it is pinned to. A new version is
 * loaded beside the old one, checked, and then takes its place between two requests; one that fails is refused and the
 * old one goes on.
 */
export class LiveModels {
  readonly all: readonly LiveModel[]
  readonly loads: ReadonlyMap<string, Loads>
  readonly #options: LiveModelsOptions
  readonly #refused = new Map<string, string>()
  #looking: Promise<void> | undefined

  constructor(models: Models, options: LiveModelsOptions) {
    this.all = Object.entries(models).map(([name, { kind }]) => new LiveModel(name, kind))
    this.loads = new Map(this.all.map(({ name }) => [name, { done: 0, refused: 0, seconds: 0 }]))
    this.#options = options
  }

  get(name: string): LiveModel | undefined {
    return this.all.find((model) => model.name === name)
  }

  get ready(): boolean {
    return this.all.every((model) => model.loaded)
  }

  /** What a service's routes are bound to. */
  get handles(): Handles<Models> {
    return Object.fromEntries(this.all.map((model) => [model.name, model])) as unknown as Handles<Models>
  }

  /** A document that training wrote beside a version: its card, a plot. */
  readDocument(model: string, version: string, name: string): Promise<Uint8Array | undefined> {
    return this.#options.store.readDocument(model, version, name)
  }

  /**
   * Loads every model for the first time.
   * @throws STORE_UNREACHABLE where waiting may help; otherwise one error that names every model that cannot be served
   */
  async load(): Promise<void> {
    const waiting = this.all.filter((model) => !model.loaded)
    const results = await Promise.allSettled(waiting.map((model) => this.#loadWanted(model)))
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    if (errors.length === 0) return
    const lasting = errors.filter((error) => !isSlipwayError(error, 'STORE_UNREACHABLE'))
    if (lasting.length <= 1) throw lasting[0] ?? errors[0]
    const lines = lasting.map((error) => (error instanceof Error ? error.message : String(error)))
    const code = lasting.find((error) => isSlipwayError(error))?.code ?? 'INTERNAL'
    throw new SlipwayError(code, lines.join('\n'), { cause: lasting[0] })
  }

  /** Looks at the store once, and swaps what has changed. Never fails: what goes wrong is logged and counted. */
  look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #lookNow(): Promise<void> {
    for (const model of this.all) {
      if (!model.loaded) continue
      try {
        const wanted = await this.#wanted(model.name)
        if (wanted !== model.version && wanted !== this.#refused.get(model.name)) await this.#swap(model, wanted)
      } catch (error) {
        this.#options.log.warn(
          { err: error, model: model.name, version: model.version },
          'the store could not be asked; the version in use stays',
        )
      }
    }
  }

  async #swap(model: LiveModel, wanted: string): Promise<void> {
    const { log } = this.#options
    const from = model.version
    try {
      await this.#loadVersion(model, wanted)
      this.#refused.delete(model.name)
      log.info({ model: model.name, from, to: wanted }, 'a new version is in use')
    } catch (error) {
      if (isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      this.#refuse(model, wanted)
      log.error(
        { err: error, model: model.name, refused: wanted, version: from },
        'a version was refused; the one in use stays',
      )
    }
  }

  /** Loads what is wanted; where that fails its checks and nobody pinned it, the newest version that does not. */
  async #loadWanted(model: LiveModel): Promise<void> {
    const { log, pins, store } = this.#options
    const wanted = await this.#wanted(model.name)
    try {
      await this.#loadVersion(model, wanted)
    } catch (error) {
      if (pins?.has(model.name) || isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      this.#refuse(model, wanted)
      for (const version of (await store.versions(model.name)).reverse()) {
        if (version === wanted || !(await this.#loads(model, version))) continue
        log.error(
          { err: error, model: model.name, refused: wanted, version },
          'the current version was refused; an older one is in use',
        )
        return
      }
      throw error
    }
  }

  async #loads(model: LiveModel, version: string): Promise<boolean> {
    try {
      await this.#loadVersion(model, version)
      return true
    } catch {
      return false
    }
  }

  /** Remembered, so that it is refused, logged and counted once and not every two seconds. */
  #refuse(model: LiveModel, version: string): void {
    this.#refused.set(model.name, version)
    this.loads.get(model.name)!.refused += 1
  }

  async #loadVersion(model: LiveModel, version: string): Promise<void> {
    const started = performance.now()
    model.use(await loadVersion(this.#options.store, model, version, this.#options.open))
    const loads = this.loads.get(model.name)!
    loads.done += 1
    loads.seconds = (performance.now() - started) / 1000
  }

  /** The version that a model should have: its pin, a version or a tag, or `current`. */
  async #wanted(model: string): Promise<string> {
    const { store, pins } = this.#options
    const pin = pins?.get(model)
    if (pin !== undefined) return (await store.tags(model)).get(pin) ?? pin
    const current = await store.current(model)
    if (current !== undefined) return current
    throw new SlipwayError(
      'MODEL_NOT_FOUND',
      `${store.url} has no version of model "${model}"; \`slipway train\` writes one.`,
    )
  }
}
