import { isSlipwayError, SlipwayError } from '../../errors.ts'
import type { Store } from '../../store/contract.ts'
import type { Log } from '../log.ts'
import { Documents } from './documents.ts'
import type { LiveModel, LoadedVersion } from './live-model.ts'
import { loadVersion, type OpenArtifact } from './load-version.ts'
import type { Loading } from './loading.ts'
import { Overruns } from './overruns.ts'
import type { Pins } from './pins.ts'
import { strangeLabels } from './strange-labels.ts'

export interface LoaderOptions {
  readonly store: Store
  readonly log: Log
  readonly pins?: Pins
  readonly open?: OpenArtifact
  /** How long a version may take, and which are let in. */
  readonly loading?: Loading | undefined
}

/** How loading went since the start, for the metrics. */
export interface Loads {
  done: number
  refused: number
  /** The version that the model should have and does not, as it was refused. */
  refusedVersion: string | undefined
  /** Of the last version that was loaded, in seconds. */
  seconds: number
}

/** Finds out which version a model should have, and puts versions in use. */
export class VersionLoader {
  readonly loads = new Map<string, Loads>()
  readonly documents: Documents
  readonly #store: Store
  readonly #pins: Pins | undefined
  readonly #open: OpenArtifact | undefined
  readonly #loading: Loading | undefined
  readonly #overruns: Overruns
  readonly #log: Log

  constructor({ store, pins, open, loading, log }: LoaderOptions) {
    this.#store = store
    this.#pins = pins
    this.#open = open
    this.#loading = loading
    this.#overruns = new Overruns(store)
    this.#log = log
    this.documents = new Documents(store)
  }

  isPinned(model: LiveModel): boolean {
    return this.#pins?.has(model.name) ?? false
  }

  /**
   * The version that a model should have: its pin, a version or a tag, or `current`.
   * @throws MODEL_NOT_FOUND, ARTIFACT_CORRUPT (the pointer), STORE_UNREACHABLE
   */
  async wanted({ name }: LiveModel): Promise<string> {
    const pin = this.#pins?.get(name)
    if (pin !== undefined) return (await this.#store.tags(name, pin)).get(pin) ?? pin
    const current = await this.#store.current(name)
    if (current !== undefined) return current
    throw new SlipwayError(
      'MODEL_NOT_FOUND',
      `${this.#store.url} has no version of model "${name}"; \`slipway train\` writes one.`,
    )
  }

  /** Loads a version, checks it and puts it in use. @throws what `loadVersion` does; the version in use then stays */
  async load(model: LiveModel, version: string): Promise<void> {
    const started = performance.now()
    const loaded = await this.#loadInTime(model, version)
    this.#sayStrangeLabels(model, loaded)
    model.use(loaded)
    void this.documents.keep(model.name, loaded)
    const loads = this.loads.get(model.name)!
    loads.done += 1
    loads.seconds = (performance.now() - started) / 1000
  }

  /** Whether a version took too long to load, here and in an earlier life of this server. */
  overran({ name }: LiveModel, version: string): Promise<boolean> {
    return this.#overruns.has(name, version)
  }

  /**
   * Puts in use the version that was current last before the wanted one and can be, else any other, newest first; gives
   * its name.
   * @throws STORE_UNREACHABLE
   */
  async loadAnother(model: LiveModel, wanted: string | undefined): Promise<string | undefined> {
    const tried = new Set([wanted])
    for (const version of await this.#others(model.name, wanted)) {
      if (tried.has(version)) continue
      tried.add(version)
      if (await this.#canLoad(model, version)) return version
    }
    return undefined
  }

  /** In the order in which they are tried: what was current before, then by name. */
  async #others(model: string, wanted: string | undefined): Promise<string[]> {
    // Where the pointer is damaged, names are all there is to go by.
    const history = await this.#store.history(model).catch(unlessUnreachable)
    const versions = await this.#store.versions(model)
    const later = wanted === undefined ? [] : versions.filter((version) => version > wanted)
    const earlier = versions.filter((version) => !later.includes(version))
    return [...history.reverse(), ...earlier.reverse(), ...later.reverse()]
  }

  async #loadInTime(model: LiveModel, version: string): Promise<LoadedVersion> {
    const options = { open: this.#open, loading: this.#loading, whileServing: model.loaded }
    try {
      const loaded = await loadVersion(this.#store, model, version, options)
      void this.#overruns.remove(model.name, version)
      return loaded
    } catch (error) {
      if (isSlipwayError(error, 'VERSION_OVERRUN')) await this.#overruns.add(model.name, version)
      throw error
    }
  }

  #sayStrangeLabels({ name, options }: LiveModel, { version, manifest }: LoadedVersion): void {
    const labels = strangeLabels(options, manifest)
    if (labels.length === 0) return
    const message = 'the version gives labels that the rule in the service does not name; train it again'
    this.#log.warn({ model: name, version, labels }, message)
  }

  async #canLoad(model: LiveModel, version: string): Promise<boolean> {
    try {
      await this.load(model, version)
      return true
    } catch (error) {
      if (isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
      return false
    }
  }
}

function unlessUnreachable(error: unknown): string[] {
  if (isSlipwayError(error, 'STORE_UNREACHABLE')) throw error
  return []
}
