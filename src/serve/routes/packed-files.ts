import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Result } from '../mount.ts'

interface Packed {
  readonly plain: Buffer
  readonly zipped: Buffer
  readonly tag: string
}

/**
 * Serves the files of a page: read when they are first asked for, kept compressed; a browser that has one is told so.
 *
 * @param content of a file; throws for a name that is none
 * @param cacheControl how long a browser may go without asking again
 */
export function packedFiles(
  content: (name: string) => Promise<Buffer>,
  cacheControl: string,
): (name: string, headers: IncomingHttpHeaders) => Promise<Result> {
  const packed = new Map<string, Promise<Packed>>()
  return async (name, headers) => {
    let file = packed.get(name)
    if (file === undefined) {
      // Kept at once: requests that come while it is read wait for this reading, rather than read it again.
      file = content(name).then(pack)
      packed.set(name, file)
      file.catch(() => packed.delete(name))
    }
    const { plain, zipped, tag } = await file
    const common = {
      etag: tag,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    }
    if (headers['if-none-match'] === tag) return { body: '', status: 304, headers: common }
    const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
    return /\bgzip\b/.test(headers['accept-encoding'] ?? '')
      ? { body: zipped, type, headers: { ...common, 'content-encoding': 'gzip' } }
      : { body: plain, type, headers: common }
  }
}

async function pack(plain: Buffer): Promise<Packed> {
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { plain, zipped: await promisify(gzip)(plain), tag }
}
