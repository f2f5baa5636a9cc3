import { type ArtifactDraft, packArtifact, type ReadFile, readArtifact } from '../artifact/index.ts'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import type { WritableStore } from './contract.ts'
import type { FileAccess, WritableFileAccess } from './file-access.ts'
import { inFreeSecond } from './free-second.ts'
import { isTagName, VersionReader } from './version-reader.ts'

/** Versions, read and written, over whatever reaches the files. */
export class VersionStore extends VersionReader implements WritableStore {
  readonly #access: FileAccess | WritableFileAccess

  constructor(access: FileAccess | WritableFileAccess, service: string) {
    super(access, service)
    this.#access = access
  }

  async checkWritable(model: string): Promise<void> {
    const access = this.#writable()
    await this.versions(model)
    await access.checkWritable(this.path(model))
  }

  async write(model: string, draft: ArtifactDraft, { use = true }: { readonly use?: boolean } = {}): Promise<string> {
    const access = this.#writable()
    const versions = await this.versions(model)
    const asGiven = packArtifact(draft)
    // The name vouches for the bytes: what is there under it and whole is the same version.
    const isThere = versions.includes(asGiven.version)
    const { version, files } = isThere ? asGiven : packArtifact(inFreeSecond(draft, versions))
    if (!isThere || !(await this.#isWhole(model, version))) await access.putFolder(this.path(model, version), files)
    if (use) await this.#makeCurrent(model, version)
    return version
  }

  async writeFiles(model: string, version: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const access = this.#writable()
    const where = this.path(model, version)
    const readFile: ReadFile = async (name, maxBytes) => files.get(name)?.subarray(0, maxBytes + 1)
    await readArtifact(version, readFile, { where, names: [...files.keys()] })
    if (!(await this.#isWhole(model, version))) await access.putFolder(where, files)
  }

  async use(model: string, version: string): Promise<void> {
    await this.checkThere(model, version)
    await this.#makeCurrent(model, version)
  }

  async rollback(model: string): Promise<string> {
    const access = this.#writable()
    const history = await this.history(model)
    const current = history.at(-1)
    for (let end = history.length - 1; end > 0; end--) {
      const before = history[end - 1]
      if (before === undefined || before === current || !(await this.has(model, before))) continue
      await this.pointers(model).makeCurrent(access, before, history.slice(0, end))
      return before
    }
    const what = `has no version before ${current ?? 'the first one'} in ${this.url}`
    throw new SlipwayError('MODEL_NOT_FOUND', `${this.path(model)} ${what}.`)
  }

  async tag(model: string, version: string, name: string): Promise<void> {
    checkTagName(name)
    await this.checkThere(model, version)
    await this.pointers(model).write(this.#writable(), `tags/${name}`, version)
  }

  async #makeCurrent(model: string, version: string): Promise<void> {
    const access = this.#writable()
    const current = await this.current(model).catch(unlessCorrupt)
    const history = await this.historyUpTo(model, current)
    const isLast = history.at(-1) === version
    await this.pointers(model).makeCurrent(access, version, isLast ? history : [...history, version])
  }

  async #isWhole(model: string, version: string): Promise<boolean> {
    try {
      return (await this.has(model, version)) && (await this.read(model, version)) !== undefined
    } catch (error) {
      if (isSlipwayError(error, 'ARTIFACT_CORRUPT')) return false
      throw error
    }
  }

  #writable(): WritableFileAccess {
    if ('put' in this.#access) return this.#access
    const message = `${this.url} can be read only; write to the folder or the bucket that it serves.`
    throw new SlipwayError('WRITE_FAILED', message)
  }
}

/** @throws INVALID_OPTION */
export function checkTagName(name: string): void {
  if (isTagName(name)) return
  const expected = 'expected letters, digits, dots, dashes and underscores, at most 100, and no name of a version'
  throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(name)} is no name for a tag; ${expected}.`)
}

/** A pointer that names nothing counts as none where it is about to be replaced. */
function unlessCorrupt(error: unknown): undefined {
  if (!isSlipwayError(error, 'ARTIFACT_CORRUPT')) throw error
}
