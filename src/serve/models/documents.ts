import type { Store } from '../../store/contract.ts'
import type { LoadedVersion } from './live-model.ts'

/** A larger one stays in the store: cards and plots have some tens of kilobytes. */
const mostBytes = 1 << 20

interface Kept {
  readonly version: string
  readonly documents: Map<string, Uint8Array>
}

/**
 * What training wrote for people beside the versions in use: cards and their plots. They are in memory, so that a card
 * can be read while the store is away.
 */
export class Documents {
  readonly #store: Store
  readonly #byModel = new Map<string, Kept>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Reads those of a version that has come into use, one after another, and forgets those of the one before. Never fails. */
  async keep(model: string, { version, manifest }: Pick<LoadedVersion, 'version' | 'manifest'>): Promise<void> {
    const kept: Kept = { version, documents: new Map() }
    this.#byModel.set(model, kept)
    const names = Object.entries(manifest.files).filter(
      ([name, file]) => isDocument(name) && file.sizeBytes <= mostBytes,
    )
    for (const [name] of names) {
      if (this.#byModel.get(model) !== kept) return
      // What cannot be read now is asked for when somebody wants it.
      const bytes = await this.#store.readDocument(model, version, name, manifest).catch(() => undefined)
      if (bytes) kept.documents.set(name, bytes)
    }
  }

  /** @throws STORE_UNREACHABLE, ARTIFACT_CORRUPT where it is not in memory */
  async read(model: string, version: string, name: string): Promise<Uint8Array | undefined> {
    const kept = this.#byModel.get(model)
    const inMemory = kept?.version === version ? kept.documents.get(name) : undefined
    return inMemory ?? this.#store.readDocument(model, version, name)
  }
}

/** Numbers are no document, and by far the largest file. */
function isDocument(name: string): boolean {
  return !name.endsWith('.safetensors')
}
