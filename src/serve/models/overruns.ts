import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isVersionName } from '../../artifact/digest.ts'
import type { Store } from '../../store/contract.ts'

/** As many as one file needs to remember. */
const mostNotes = 100

/**
 * Versions that took too long to load here, kept in a file for temporary things, so that a server that starts again does
 * not begin with one of them. A pod keeps it when its container is started again. Where nothing can be written, nothing
 * is remembered, and a start takes as long as a load may.
 */
export class Overruns {
  readonly #folder: string
  readonly #file: string

  constructor(store: Pick<Store, 'url' | 'service'>, folder = join(tmpdir(), 'slipway')) {
    const key = createHash('sha256').update(`${store.service}\n${store.url}`).digest('hex').slice(0, 16)
    this.#folder = folder
    this.#file = join(folder, `overruns-${key}`)
  }

  async has(model: string, version: string): Promise<boolean> {
    return (await this.#read()).includes(`${model} ${version}`)
  }

  /** Never fails. */
  async add(model: string, version: string): Promise<void> {
    const notes = (await this.#read()).filter((note) => note !== `${model} ${version}`)
    await this.#write([...notes, `${model} ${version}`].slice(-mostNotes))
  }

  /** Of a version that loads after all. Never fails. */
  async remove(model: string, version: string): Promise<void> {
    const notes = await this.#read()
    const others = notes.filter((note) => note !== `${model} ${version}`)
    if (others.length < notes.length) await this.#write(others)
  }

  async #read(): Promise<string[]> {
    const text = await readFile(this.#file, 'utf8').catch(() => '')
    return text.split('\n').filter((line) => isVersionName(line.split(' ')[1] ?? ''))
  }

  async #write(notes: readonly string[]): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      const aside = `${this.#file}-${process.pid}`
      await writeFile(aside, notes.map((note) => `${note}\n`).join(''), { mode: 0o600 })
      await rename(aside, this.#file)
    } catch {
      // A disk for reading only: the next start tries the version once more.
    }
  }
}
