import {
  type Artifact,
  type ArtifactDraft,
  isFileName,
  isVersionName,
  type Manifest,
  manifestFile,
  packArtifact,
  type ReadFile,
  readArtifact,
  readListedFile,
  readManifest,
} from '../artifact/index.ts'
import { SlipwayError } from '../errors.ts'
import type { WritableStore } from './contract.ts'
import type { FileAccess, WritableFileAccess } from './file-access.ts'
import { inFreeSecond } from './free-second.ts'

/** A pointer is one line with the name of a version; anything longer is none. */
const pointerLimitBytes = 200

/** Versions, the one in use, and tags, over whatever reaches the files. */
export class VersionStore implements WritableStore {
  readonly service: string
  readonly #access: FileAccess | WritableFileAccess

  constructor(access: FileAccess | WritableFileAccess, service: string) {
    this.service = checkName(service, 'service')
    this.#access = access
  }

  get url(): string {
    return this.#access.url
  }

  async versions(model: string): Promise<string[]> {
    const files = await this.#access.list(this.#path(model))
    if (!files) return [await this.current(model)].filter((version) => version !== undefined)
    const manifests = files.map((file) => file.split('/')).filter(([, name]) => name === manifestFile)
    return manifests
      .map(([version]) => version!)
      .filter(isVersionName)
      .sort()
  }

  async has(model: string, version: string): Promise<boolean> {
    return isVersionName(version) && (await this.#access.get(this.#path(model, version, manifestFile), 0)) !== undefined
  }

  async current(model: string): Promise<string | undefined> {
    return this.#pointer(model, 'current', `slipway models ${this.service} use VERSION`)
  }

  async tags(model: string, only?: string): Promise<ReadonlyMap<string, string>> {
    const listed = only === undefined ? await this.#access.list(this.#path(model, 'tags')) : [only]
    const names = (listed ?? []).filter(isTagName).sort()
    const tags = new Map<string, string>()
    for (const name of names) {
      const version = await this.#pointer(model, `tags/${name}`, `slipway models ${this.service} tag VERSION ${name}`)
      if (version !== undefined) tags.set(name, version)
    }
    return tags
  }

  async read(model: string, version: string): Promise<Artifact> {
    if (!(await this.has(model, version))) await this.#refuseAbsent(model, version)
    const names = await this.#access.list(this.#path(model, version))
    const where = this.#path(model, version)
    return readArtifact(version, this.#fileReader(model, version), names ? { where, names } : { where })
  }

  async readDocument(
    model: string,
    version: string,
    name: string,
    manifest?: Manifest,
  ): Promise<Uint8Array | undefined> {
    if (!isFileName(name) || !(manifest || (await this.has(model, version)))) return undefined
    const readFile = this.#fileReader(model, version)
    const where = this.#path(model, version)
    manifest ??= await readManifest(version, readFile, where)
    return Object.hasOwn(manifest.files, name) ? readListedFile(manifest, name, readFile, where) : undefined
  }

  async checkWritable(model: string): Promise<void> {
    this.#writable()
    await this.versions(model)
  }

  async write(model: string, draft: ArtifactDraft, { use = true }: { readonly use?: boolean } = {}): Promise<string> {
    const access = this.#writable()
    const versions = await this.versions(model)
    const asGiven = packArtifact(draft)
    // The name vouches for the bytes: what is there under it and whole is the same version.
    const isThere = versions.includes(asGiven.version)
    const { version, files } = isThere ? asGiven : packArtifact(inFreeSecond(draft, versions))
    if (!isThere || !(await this.#isWhole(model, version))) await access.putFolder(this.#path(model, version), files)
    if (use) await this.#point(model, 'current', version)
    return version
  }

  async use(model: string, version: string): Promise<void> {
    if (!(await this.has(model, version))) await this.#refuseAbsent(model, version)
    await this.#point(model, 'current', version)
  }

  async tag(model: string, version: string, name: string): Promise<void> {
    if (!isTagName(name)) {
      const expected = 'expected letters, digits, dots, dashes and underscores, at most 100, and no name of a version'
      throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(name)} is no name for a tag; ${expected}.`)
    }
    if (!(await this.has(model, version))) await this.#refuseAbsent(model, version)
    await this.#point(model, `tags/${name}`, version)
  }

  async #pointer(model: string, name: string, mend: string): Promise<string | undefined> {
    const bytes = await this.#access.get(this.#path(model, name), pointerLimitBytes)
    if (!bytes) return undefined
    const text = Buffer.from(bytes).toString('latin1')
    const version = text.replace(/\r?\n$/, '')
    if (isVersionName(version)) return version
    const got = `expected the name of a version on one line, got ${JSON.stringify(text.slice(0, 40))}`
    throw new SlipwayError('ARTIFACT_CORRUPT', `${this.#path(model, name)}: ${got}; mend it with: ${mend}`)
  }

  async #point(model: string, name: string, version: string): Promise<void> {
    await this.#writable().put(this.#path(model, name), Buffer.from(`${version}\n`))
  }

  async #isWhole(model: string, version: string): Promise<boolean> {
    try {
      return (await this.has(model, version)) && (await this.read(model, version)) !== undefined
    } catch (error) {
      if (error instanceof SlipwayError && error.code === 'ARTIFACT_CORRUPT') return false
      throw error
    }
  }

  async #refuseAbsent(model: string, version: string): Promise<never> {
    const where = this.#path(model)
    const versions = await this.versions(model)
    const left = isVersionName(version) ? await this.#access.list(this.#path(model, version)) : []
    if (left && left.length > 0) {
      const what = `${where}/${version}: ${manifestFile} is missing; the version was not written to its end.`
      throw new SlipwayError('ARTIFACT_CORRUPT', what)
    }
    const there = versions.length > 0 ? `there are ${versions.join(', ')}` : 'there is none; train the model first'
    throw new SlipwayError('MODEL_NOT_FOUND', `${where} has no version ${JSON.stringify(version)}; ${there}.`)
  }

  #fileReader(model: string, version: string): ReadFile {
    return (name, maxBytes) => this.#access.get(this.#path(model, version, name), maxBytes)
  }

  #writable(): WritableFileAccess {
    if ('put' in this.#access) return this.#access
    const message = `${this.url} can be read only; write to the folder or the bucket that it serves.`
    throw new SlipwayError('WRITE_FAILED', message)
  }

  #path(model: string, ...rest: readonly string[]): string {
    return [this.service, checkName(model, 'model'), ...rest].join('/')
  }
}

function checkName(name: string, what: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)) return name
  const expected = 'letters, digits, dots, dashes and underscores'
  throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(name)} is no name for a ${what}: expected ${expected}.`)
}

function isTagName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && !isVersionName(name)
}
