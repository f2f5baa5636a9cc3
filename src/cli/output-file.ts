import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { SlipwayError } from '../errors.ts'

/**
 * A file that long work will write. That it can be written shows at once; its old content stays until the new one is
 * whole.
 */
export class OutputFile {
  readonly #path: string
  /** Where the new content is written: beside the file, or the file itself where it is none, such as /dev/stdout. */
  readonly #aside: string
  readonly #handle: FileHandle

  private constructor(path: string, aside: string, handle: FileHandle) {
    this.#path = path
    this.#aside = aside
    this.#handle = handle
  }

  /** @throws WRITE_FAILED */
  static async open(path: string): Promise<OutputFile> {
    try {
      const found = await stat(path).catch(() => undefined)
      const isApart = found === undefined || found.isFile()
      const aside = isApart ? join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) : path
      return new OutputFile(path, aside, await open(aside, 'w'))
    } catch (cause) {
      throw writeFailed(path, cause)
    }
  }

  /** Writes the content and puts it in the place of the old one. @throws WRITE_FAILED */
  async finish(content: string): Promise<void> {
    try {
      await this.#handle.writeFile(content)
      await this.#handle.close()
      if (this.#aside !== this.#path) await rename(this.#aside, this.#path)
    } catch (cause) {
      throw writeFailed(this.#path, cause)
    }
  }

  /** Leaves the old content as it was. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {})
    if (this.#aside !== this.#path) await rm(this.#aside, { force: true })
  }
}

function writeFailed(path: string, cause: unknown): SlipwayError {
  const { code, message } = cause as NodeJS.ErrnoException
  return new SlipwayError('WRITE_FAILED', `${path} could not be written: ${code ?? message}.`, { cause })
}
