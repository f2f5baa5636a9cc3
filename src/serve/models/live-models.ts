import { isSlipwayError, SlipwayError } from '../../errors.ts'
import type { Handles, Models } from '../../service/contract.ts'
import { LiveModel } from './live-model.ts'
import { Refusals } from './refusals.ts'
import { type Heard, StoreHealth } from './store-health.ts'
import { type LoaderOptions, type Loads, VersionLoader } from './version-loader.ts'

export interface LiveModelsOptions extends LoaderOptions {
  /** Called when a poll of the store finds another version, before it is loaded. */
  readonly onChange?: (() => void) | undefined
}

/**
 * The models of a service, each in the version that the store calls current or that it is pinned to. A new version is
 * loaded beside the old one, checked, and then takes its place between two requests; one that fails is refused and the
 * old one goes on.
 */
export class LiveModels {
  readonly all: readonly LiveModel[]
  readonly #options: LiveModelsOptions
  readonly #loader: VersionLoader
  readonly #refusals = new Refusals()
  readonly #health: StoreHealth
  #looking: Promise<void> | undefined
  #lookAgain = false

  constructor(models: Models, options: LiveModelsOptions) {
    this.all = Object.entries(models).map(([name, definition]) => new LiveModel(name, definition))
    this.#options = options
    this.#loader = new VersionLoader(options)
    this.#health = new StoreHealth(options.log, Object.keys(models))
    for (const { name } of this.all) {
      this.#loader.loads.set(name, { done: 0, refused: 0, refusedVersion: undefined, seconds: 0 })
    }
  }

  get loads(): ReadonlyMap<string, Loads> {
    return this.#loader.loads
  }

  /** Whether the store answers, by model. */
  get heard(): ReadonlyMap<string, Heard> {
    return this.#health.byModel
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

  /** A document that training wrote beside a version: its card, a plot. Of a version in use, also while the store is away. */
  readDocument(model: string, version: string, name: string): Promise<Uint8Array | undefined> {
    return this.#loader.documents.read(model, version, name)
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
    const lines = new Set(lasting.map((error) => (error instanceof Error ? error.message : String(error))))
    const code = lasting.find((error) => isSlipwayError(error))?.code ?? 'INTERNAL'
    throw new SlipwayError(code, [...lines].join('\n'), { cause: lasting[0] })
  }

  /**
   * Looks at the store once, and swaps what has changed; asked while it looks, it looks once more. Never fails: what goes
   * wrong is logged and counted.
   * @param options.retry try what was refused, too
   */
  look({ retry = false }: { readonly retry?: boolean } = {}): Promise<void> {
    if (retry) this.#refusals.retry()
    this.#lookAgain = true
    this.#looking ??= this.#lookWhileAsked().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#lookAgain) {
      this.#lookAgain = false
      for (const model of this.all) if (model.loaded) await this.#lookAt(model)
    }
  }

  async #lookAt(model: LiveModel): Promise<void> {
    const { onChange } = this.#options
    const { name, version } = model
    try {
      const wanted = await this.#askWanted(model)
      if (wanted === version) this.#forgetRefusal(name)
      else if (!this.#refusals.has(name, wanted)) {
        onChange?.()
        await this.#swap(model, wanted)
      }
    } catch (error) {
      this.#health.failed(name, error)
    }
  }

  async #swap(model: LiveModel, wanted: string): Promise<void> {
    const { log } = this.#options
    const from = model.version
    try {
      await this.#loader.load(model, wanted)
      this.#forgetRefusal(model.name)
      log.info({ model: model.name, from, to: wanted }, 'a new version is in use')
    } catch (error) {
      if (isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      if (!this.#refuse(model, wanted, error)) return
      log.error(
        { err: error, model: model.name, refused: wanted, version: from },
        'a version was refused; the one in use stays',
      )
    }
  }

  /** Loads what is wanted; where that cannot be and nobody pinned it, another version that can. */
  async #loadWanted(model: LiveModel): Promise<void> {
    let wanted: string | undefined
    try {
      wanted = await this.#askWanted(model)
      await this.#loadUnlessItOverran(model, wanted)
    } catch (error) {
      if (this.#loader.isPinned(model) || isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      const version = await this.#loader.loadAnother(model, wanted)
      if (version === undefined && isSlipwayError(error, 'VERSION_OVERRUN') && wanted !== undefined) {
        // There is nothing else: perhaps it goes faster this time.
        return this.#loader.load(model, wanted)
      }
      if (version === undefined) throw error
      if (wanted !== undefined) this.#refuse(model, wanted, error)
      this.#options.log.error(
        { err: error, model: model.name, refused: wanted, version },
        'the current version was refused; another one is in use',
      )
    }
  }

  #askWanted(model: LiveModel): Promise<string> {
    return this.#health.ask(model.name, () => this.#loader.wanted(model))
  }

  /** A version that a start before this one gave up is not the first that this one tries. */
  async #loadUnlessItOverran(model: LiveModel, wanted: string): Promise<void> {
    if (!this.#loader.isPinned(model) && (await this.#loader.overran(model, wanted))) {
      const what = `${model.name}: version ${wanted} took too long to load when this server started before`
      throw new SlipwayError('VERSION_OVERRUN', `${what}; train again, or raise MODEL_LOAD_TIMEOUT_MS.`)
    }
    await this.#loader.load(model, wanted)
  }

  #forgetRefusal(model: string): void {
    this.#refusals.forget(model)
    const loads = this.#loader.loads.get(model)
    if (loads) loads.refusedVersion = undefined
  }

  /** Counts a refusal, once however often the version fails; gives whether it is news. */
  #refuse(model: LiveModel, version: string, reason: unknown): boolean {
    const isNews = this.#refusals.add(model.name, version, isSlipwayError(reason, 'VERSION_OVERRUN'))
    const loads = this.#loader.loads.get(model.name)
    if (loads) loads.refusedVersion = version
    if (loads && isNews) loads.refused += 1
    return isNews
  }
}
