import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Checkout } from './checkout.ts'

const service = 'park-sentiment'

/** A copy of a trained store, to be tampered with: the versions of one model. */
export class TamperedStore {
  readonly folder: string
  readonly #model: string

  private constructor(folder: string, model: string) {
    this.folder = folder
    this.#model = join(folder, service, model)
  }

  static async of(checkout: Checkout, model = 'v1'): Promise<TamperedStore> {
    const folder = checkout.newFolder()
    cpSync(await checkout.trained(service), folder, { recursive: true })
    return new TamperedStore(folder, model)
  }

  get current(): string {
    return readFileSync(join(this.#model, 'current'), 'utf8').trim()
  }

  use(version: string): void {
    // As a store is written: whole or not at all.
    writeFileSync(join(this.#model, 'current.new'), `${version}\n`)
    renameSync(join(this.#model, 'current.new'), join(this.#model, 'current'))
  }

  versions(): string[] {
    return readdirSync(this.#model).filter((name) => /^\d{8}T\d{6}Z-/.test(name))
  }

  /** A version with a bit of its weights turned over, as a bad disk leaves it; gives its name. */
  addCorrupted(): string {
    const name = this.addForged(() => {})
    const file = join(this.#model, name, 'weights.safetensors')
    const bytes = readFileSync(file)
    bytes[bytes.length - 100]! ^= 1
    writeFileSync(file, bytes)
    return name
  }

  /** A version made from the current one, whose name vouches for whatever `change` did to its model.json. */
  addForged(change: (manifest: { [name: string]: unknown }) => void): string {
    const made = join(this.#model, 'made')
    cpSync(join(this.#model, this.current), made, { recursive: true })
    const file = join(made, 'model.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    const created = new Date(Date.parse(manifest.created) + 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
    manifest.created = created
    change(manifest)
    const bytes = JSON.stringify(manifest)
    writeFileSync(file, bytes)
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
    const name = `${created.replaceAll(/[-:]/g, '')}-${digest}`
    renameSync(made, join(this.#model, name))
    return name
  }
}
