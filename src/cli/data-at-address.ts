import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import { accessOf } from '../store/index.ts'

/** The largest file that is fetched: it is held in memory while it is written to the disk. */
const limitBytes = 2 ** 31 - 2

/**
 * Gives `train --data` a path: of a file on this machine as it is, of one at an `https://`, `http://` or `s3://` address
 * as a copy under the same name, which is gone when the work is done.
 * @throws DATA_NOT_FOUND where there is no such file or it cannot be read, USAGE where it is too large
 */
export async function withDataFile<T>(data: string | undefined, work: (path?: string) => Promise<T>): Promise<T> {
  if (data === undefined || !/^(https?|s3):\/\//i.test(data)) return await work(data)
  const folder = await mkdtemp(join(tmpdir(), 'slipway-data-'))
  try {
    const path = join(folder, nameOf(data))
    await writeFile(path, await fetched(data))
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What stands behind the last slash tells the format, as a file's name does. */
function nameOf(address: string): string {
  return basename(decodeURIComponent(lastPart(address))) || 'data'
}

function lastPart(address: string): string {
  return basename(new URL(address).pathname)
}

async function fetched(address: string): Promise<Uint8Array> {
  const url = new URL(address)
  const name = lastPart(address)
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  url.pathname = url.pathname.slice(0, -name.length)
  const bytes = await accessOf(url.href)
    .get(decodeURIComponent(name), limitBytes)
    .catch((cause) => {
      if (!isSlipwayError(cause)) throw cause
      throw new SlipwayError('DATA_NOT_FOUND', `There is no data: ${cause.message}`, { cause })
    })
  if (bytes === undefined) throw new SlipwayError('DATA_NOT_FOUND', `There is no data: ${shown} does not exist.`)
  if (bytes.length <= limitBytes) return bytes
  throw new SlipwayError('USAGE', `${shown} is larger than 2 GiB; mount it, and name its path.`)
}
