import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { SlipwayError } from '../../errors.ts'
import type { Result } from '../mount.ts'

/** The files of Swagger UI that the page uses, 1.9 MB; a built server has copies of them beside it. */
export const docsFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const

/** Where an installed package has them. */
export function installedDocsFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')
}

interface Packed {
  readonly plain: Buffer
  readonly zipped: Buffer
  readonly tag: string
}

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, tryItOutEnabled: true })\n`

/**
 * Reads the page's files when they are first asked for, keeps them compressed, and tells browsers that have them so.
 * @param folder where they are. @default that of the installed package
 */
export function docsFileReader(
  folder: string | undefined,
): (name: string, headers: IncomingHttpHeaders) => Promise<Result> {
  const packed = new Map<string, Promise<Packed>>()
  return async (name, headers) => {
    let file = packed.get(name)
    if (file === undefined) {
      file = pack(await content(name, folder))
      packed.set(name, file)
    }
    const { plain, zipped, tag } = await file
    const common = {
      etag: tag,
      'cache-control': 'public, max-age=3600',
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

async function content(name: string, folder: string | undefined): Promise<Buffer> {
  if (name === 'start.js') return Buffer.from(start)
  if ((docsFiles as readonly string[]).includes(name)) {
    try {
      return await readFile(join(folder ?? installedDocsFolder(), name))
    } catch (cause) {
      throw new SlipwayError(
        'NOT_FOUND',
        `This server was built without ${name}; /openapi.json says what the page would.`,
        { cause },
      )
    }
  }
  throw new SlipwayError('NOT_FOUND', 'The documentation has no such file.')
}

async function pack(plain: Buffer): Promise<Packed> {
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { plain, zipped: await promisify(gzip)(plain), tag }
}
