import { isSlipwayError, SlipwayError } from '../../errors.ts'
import type { Store } from '../../store/contract.ts'
import type { LiveModel } from './live-model.ts'
import { loadVersion, type OpenArtifact } from './load-version.ts'
import type { Pins } from './pins.ts'

/** How loading went since the start, for the metrics. */
export interface Loads {
  done: number
  refused: number
  /** Of the last version that was loaded, in seconds. */
  seconds: number
}

/** Finds out which version a model should have, and puts versions in use. */
export class VersionLoader {
  readonly loads = new Map<string, Loads>()
  readonly #store: Store
  readonly #pins: Pins | undefined
  readonly #open: OpenArtifact | undefined

  constructor(store: Store, pins: Pins | undefined, open: OpenArtifact | undefined) {
    this.#store = store
    this.#pins = pins
    this.#open = open
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
    model.use(await loadVersion(this.#store, model, version, this.#open))
    const loads = this.loads.get(model.name)!
    loads.done += 1
    loads.seconds = (performance.now() - started) / 1000
  }

  /**
   * Puts in use the newest version before the wanted one that can be, else the newest after it; gives its name.
   * @throws STORE_UNREACHABLE
   */
  async loadAnother(model: LiveModel, wanted: string | undefined): Promise<string | undefined> {
    const versions = await this.#store.versions(model.name)
    const place = wanted === undefined ? -1 : versions.indexOf(wanted)
    const before = place === -1 ? versions : versions.slice(0, place)
    const after = place === -1 ? [] : versions.slice(place + 1)
    for (const version of [...before.reverse(), ...after.reverse()]) {
      if (version !== wanted && (await this.#canLoad(model, version))) return version
    }
    return undefined
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
