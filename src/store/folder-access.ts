import { constants } from 'node:fs'
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { SlipwayError } from '../errors.ts'
import { tryWriting, writeFileAtomically, writeFolderAtomically } from './atomic-write.ts'
import type { WritableFileAccess } from './file-access.ts'

/** The deepest file of a store, seen from a model: `<version>/model.json`. */
const listedDepth = 2

/** A store that is a folder on a disk or a mounted volume. */
export class FolderAccess implements WritableFileAccess {
  readonly url: string
  readonly #root: string

  /** @param url as the user wrote it, for messages */
  constructor(root: string, url = root) {
    this.#root = resolve(root)
    this.url = url
  }

  async get(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    return this.#reading(path, undefined, async () => {
      // Not blocking, so that a pipe in the place of a file is refused and not waited for.
      const file = await open(await this.#inside(path), constants.O_RDONLY | constants.O_NONBLOCK)
      try {
        return await this.#readUpTo(file, path, maxBytes)
      } finally {
        await file.close()
      }
    })
  }

  async list(path: string): Promise<string[]> {
    return this.#reading(path, [], async () => filesBelow(await this.#inside(path), '', listedDepth))
  }

  async checkWritable(path: string): Promise<void> {
    await this.#writing(path, () => tryWriting(join(this.#root, path)))
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    await this.#writing(path, () => writeFileAtomically(join(this.#root, path), bytes))
  }

  async putFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await this.#writing(path, () => writeFolderAtomically(join(this.#root, path), files))
  }

  async #readUpTo(file: FileHandle, path: string, maxBytes: number): Promise<Uint8Array> {
    const stat = await file.stat()
    if (!stat.isFile()) throw new SlipwayError('ARTIFACT_CORRUPT', `${this.#shown(path)} is no file.`)
    // A buffer of its own, not out of Node's pool: numbers are then looked at in place, aligned.
    const buffer = Buffer.allocUnsafeSlow(Math.min(stat.size, maxBytes + 1))
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  }

  /** Where a path really is. Links are followed within the store (mounted volumes are made of them), never out of it. */
  async #inside(path: string): Promise<string> {
    const [root, file] = await Promise.all([realpath(this.#root), realpath(join(this.#root, path))])
    const below = relative(root, file)
    if (below !== '..' && !below.startsWith(`..${sep}`)) return file
    throw new SlipwayError(
      'ARTIFACT_CORRUPT',
      `${this.#shown(path)} is a link to outside the store; it is not followed.`,
    )
  }

  async #reading<T>(path: string, absent: T, read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (error instanceof SlipwayError) throw error
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return absent
      if (code === 'ENOTDIR' && (await stat(this.#root)).isDirectory()) return absent
      const told = `${this.#shown(path)} cannot be read (${message}).`
      throw new SlipwayError('STORE_UNREACHABLE', told, { cause: error })
    }
  }

  async #writing(path: string, write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      const told = `${this.#shown(path)} could not be written (${(error as Error).message}); what was there before is unchanged.`
      throw new SlipwayError('WRITE_FAILED', told, { cause: error })
    }
  }

  #shown(path: string): string {
    return join(this.url, path)
  }
}

async function filesBelow(folder: string, prefix: string, depth: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = `${prefix}${entry.name}`
      if (entry.isFile() || depth === 1) return [path]
      try {
        return await filesBelow(join(folder, entry.name), `${path}/`, depth - 1)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        // A link to a file; or a folder that was renamed between the two looks.
        if (code === 'ENOTDIR') return [path]
        if (code === 'ENOENT') return []
        throw error
      }
    }),
  )
  return found.flat()
}
