import {
  type Artifact,
  isFileName,
  isVersionName,
  type Manifest,
  manifestFile,
  manifestLimitBytes,
  type ReadFile,
  readArtifact,
  readListedFile,
  readManifest,
} from '../artifact/index.ts'
import { SlipwayError } from '../errors.ts'
import type { Store } from './contract.ts'
import type { FileAccess } from './file-access.ts'
import { Pointers } from './pointers.ts'

/** Versions, the one in use, those before it, and tags, over whatever reaches the files. */
export class VersionReader implements Store {
  readonly service: string
  readonly #access: FileAccess

  constructor(access: FileAccess, service: string) {
    this.service = checkName(service, 'service')
    this.#access = access
  }

  get url(): string {
    return this.#access.url
  }

  async versions(model: string): Promise<string[]> {
    const files = await this.#access.list(this.path(model))
    if (!files) return [await this.current(model)].filter((version) => version !== undefined)
    const manifests = files.map((file) => file.split('/')).filter(([, name]) => name === manifestFile)
    return manifests.flatMap(([version = '']) => (isVersionName(version) ? [version] : [])).sort()
  }

  async has(model: string, version: string): Promise<boolean> {
    return isVersionName(version) && (await this.#access.get(this.path(model, version, manifestFile), 0)) !== undefined
  }

  async current(model: string): Promise<string | undefined> {
    return this.pointers(model).read('current', `slipway models ${this.service} use VERSION`)
  }

  async history(model: string): Promise<string[]> {
    return this.historyUpTo(model, await this.current(model))
  }

  async tags(model: string, only?: string): Promise<ReadonlyMap<string, string>> {
    const listed = only === undefined ? await this.#access.list(this.path(model, 'tags')) : [only]
    const names = (listed ?? []).filter(isTagName).sort()
    const tags = new Map<string, string>()
    for (const name of names) {
      const mend = `slipway models ${this.service} tag VERSION ${name}`
      const version = await this.pointers(model).read(`tags/${name}`, mend)
      if (version !== undefined) tags.set(name, version)
    }
    return tags
  }

  async manifest(model: string, version: string): Promise<Manifest> {
    await this.checkThere(model, version)
    return readManifest(version, this.#fileReader(model, version), this.path(model, version))
  }

  async read(model: string, version: string): Promise<Artifact> {
    await this.checkThere(model, version)
    const where = this.path(model, version)
    const names = await this.#access.list(where)
    return readArtifact(version, this.#fileReader(model, version), names ? { where, names } : { where })
  }

  async files(model: string, version: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const manifest = await this.manifest(model, version)
    const where = this.path(model, version)
    const readFile = this.#fileReader(model, version)
    const files = new Map<string, Uint8Array>()
    for (const name of Object.keys(manifest.files)) {
      files.set(name, await readListedFile(manifest, name, readFile, where))
    }
    const modelJson = await readFile(manifestFile, manifestLimitBytes)
    if (modelJson) files.set(manifestFile, modelJson)
    return files
  }

  async readDocument(
    model: string,
    version: string,
    name: string,
    manifest?: Manifest,
  ): Promise<Uint8Array | undefined> {
    if (!isFileName(name) || !(manifest || (await this.has(model, version)))) return undefined
    const readFile = this.#fileReader(model, version)
    const where = this.path(model, version)
    manifest ??= await readManifest(version, readFile, where)
    return Object.hasOwn(manifest.files, name) ? readListedFile(manifest, name, readFile, where) : undefined
  }

  /** @param current the version that the history ends with */
  protected async historyUpTo(model: string, current: string | undefined): Promise<string[]> {
    const sorted = async () => {
      const versions = await this.versions(model)
      return current === undefined ? versions : versions.filter((version) => version <= current)
    }
    return this.pointers(model).history(current, sorted)
  }

  protected pointers(model: string): Pointers {
    return new Pointers(this.#access, this.path(model))
  }

  /** @throws MODEL_NOT_FOUND with what there is; ARTIFACT_CORRUPT where a part of the version is there */
  protected async checkThere(model: string, version: string): Promise<void> {
    if (await this.has(model, version)) return
    const where = this.path(model)
    const versions = await this.versions(model)
    const left = isVersionName(version) ? await this.#access.list(this.path(model, version)) : []
    if (left && left.length > 0) {
      const what = `${where}/${version}: ${manifestFile} is missing; the version was not written to its end.`
      throw new SlipwayError('ARTIFACT_CORRUPT', what)
    }
    const there = versions.length > 0 ? `there are ${versions.join(', ')}` : 'there is none; train the model first'
    throw new SlipwayError('MODEL_NOT_FOUND', `${where} has no version ${JSON.stringify(version)}; ${there}.`)
  }

  protected path(model: string, ...rest: readonly string[]): string {
    return [this.service, checkName(model, 'model'), ...rest].join('/')
  }

  #fileReader(model: string, version: string): ReadFile {
    return (name, maxBytes) => this.#access.get(this.path(model, version, name), maxBytes)
  }
}

function checkName(name: string, what: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)) return name
  const expected = 'letters, digits, dots, dashes and underscores'
  throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(name)} is no name for a ${what}: expected ${expected}.`)
}

export function isTagName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && !isVersionName(name)
}
