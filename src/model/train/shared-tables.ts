import type { Source, Table } from '../../data/contract.ts'
import { type ReadOptions, readTable } from '../../data/index.ts'

/**
 * The tables of a training run, each read once: one that several models learn from is kept until the last of them has
 * asked for it, one that a single model learns from is not kept at all.
 */
export class SharedTables {
  /** How often each will still be asked for, by what it is read from. */
  readonly #asks = new Map<string, number>()
  readonly #kept = new Map<string, Table>()

  /** @param uses what each model of the run reads: the sources that it tries in order */
  constructor(uses: readonly (readonly Source[])[]) {
    for (const sources of uses) this.#asks.set(keyOf(sources), this.#asksFor(sources) + 1)
  }

  /** The rows of the first source that exists; not to be changed. @throws DATA_NOT_FOUND, INVALID_DATA */
  async read(sources: readonly Source[], options: ReadOptions): Promise<Table> {
    const key = keyOf(sources)
    const later = this.#asksFor(sources) - 1
    this.#asks.set(key, later)
    const kept = this.#kept.get(key)
    options.onProgress?.(kept === undefined ? 0 : 1)
    const table = kept ?? (await readTable(sources, options))
    if (later > 0) this.#kept.set(key, table)
    else this.#kept.delete(key)
    return table
  }

  #asksFor(sources: readonly Source[]): number {
    return this.#asks.get(keyOf(sources)) ?? 0
  }
}

/** Sources are plain data: the same data read the same way is the same table. */
function keyOf(sources: readonly Source[]): string {
  return JSON.stringify(sources)
}
