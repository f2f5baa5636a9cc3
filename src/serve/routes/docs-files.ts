import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { SlipwayError } from '../../errors.ts'

/** The files of Swagger UI that the page uses, 1.9 MB; a built server has copies of them beside it. */
export const docsFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const

/** Where an installed package has them. */
export function installedDocsFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')
}

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, tryItOutEnabled: true })\n`

/** @param folder where they are. @default that of the installed package */
export async function readDocsFile(name: string, folder: string | undefined): Promise<Buffer> {
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
