import { isVersionName } from '../artifact/index.ts'
import { SlipwayError } from '../errors.ts'
import type { FileAccess, WritableFileAccess } from './file-access.ts'

/** A pointer is one line with the name of a version; anything longer is none. */
const pointerLimitBytes = 200
/** More than anybody rolls back through, a line each. */
const historyLines = 100
const historyLimitBytes = 1 << 14

/**
 * The small files that name versions of a model: `current`, `tags/<name>`, and `history`, the versions in the order in
 * which they became current.
 *
 * `history` is written before `current`, each in one step. Whatever happens in between, `current` is what counts: the
 * history ends where it last has that version. So no clock says which version came before, and nothing is locked.
 */
export class Pointers {
  readonly #access: FileAccess
  /** `park-sentiment/v1` */
  readonly #where: string

  constructor(access: FileAccess, where: string) {
    this.#access = access
    this.#where = where
  }

  /** @param mend the command that mends it @throws ARTIFACT_CORRUPT where it names no version */
  async read(name: string, mend: string): Promise<string | undefined> {
    const bytes = await this.#access.get(`${this.#where}/${name}`, pointerLimitBytes)
    if (!bytes) return undefined
    const text = Buffer.from(bytes).toString('latin1')
    const version = text.replace(/\r?\n$/, '')
    if (isVersionName(version)) return version
    const came = this.#access.isRemote ? `${bytes.length} other bytes` : JSON.stringify(text.slice(0, 40))
    const got = `expected the name of a version on one line, got ${came}`
    throw new SlipwayError('ARTIFACT_CORRUPT', `${this.#where}/${name}: ${got}; mend it with: ${mend}`)
  }

  async write(access: WritableFileAccess, name: string, version: string): Promise<void> {
    await access.put(`${this.#where}/${name}`, Buffer.from(`${version}\n`))
  }

  /**
   * The versions in the order in which they became current, up to the one in use.
   * @param current the one in use, where there is one
   * @param sorted gives versions by name, the order where none was kept
   */
  async history(current: string | undefined, sorted: () => Promise<string[]>): Promise<string[]> {
    const bytes = await this.#access.get(`${this.#where}/history`, historyLimitBytes)
    const kept = bytes ? Buffer.from(bytes).toString('latin1').split('\n').filter(isVersionName) : await sorted()
    if (current === undefined) return kept
    const end = kept.lastIndexOf(current)
    // It was set by hand, or by a library that kept no history.
    return end < 0 ? [...kept, current] : kept.slice(0, end + 1)
  }

  /** @param history with the version as its last one */
  async makeCurrent(access: WritableFileAccess, version: string, history: readonly string[]): Promise<void> {
    const lines = history.slice(-historyLines).map((line) => `${line}\n`)
    await access.put(`${this.#where}/history`, Buffer.from(lines.join('')))
    await this.write(access, 'current', version)
  }
}
