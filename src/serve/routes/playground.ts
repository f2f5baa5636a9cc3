import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import { readPlaygroundFile } from '../../playground/files.ts'
import { playgroundPage, playgroundPolicy } from '../../playground/page.ts'
import type { ServeContext } from '../context.ts'
import { mount } from '../mount.ts'
import { packedFiles } from './packed-files.ts'
import { htmlType } from './page.ts'

/** What somebody sees who opens the address in a browser: a page to ask the models with. */
export function playgroundRoutes(app: FastifyInstance, context: ServeContext): void {
  const { service, version, pagesFolder } = context
  const { name, title, description } = service
  const folder = pagesFolder === undefined ? undefined : join(pagesFolder, 'playground')
  // Looked at again with every visit, as its parts have to be of one version; what did not change is not sent.
  const file = packedFiles((asked) => contentOf(asked, folder), 'no-cache')
  mount(app, context, {
    method: 'GET',
    path: '/',
    permit: 'everyone',
    needsModels: false,
    type: htmlType,
    answer: () => ({
      body: playgroundPage({ title, description, name, version }),
      headers: {
        'content-security-policy': playgroundPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      },
    }),
  })
  mount(app, context, {
    method: 'GET',
    path: '/playground/{file}',
    permit: 'everyone',
    quiet: true,
    answer: (request) => file((request.params as { readonly file: string }).file, request.headers),
  })
}

async function contentOf(name: string, folder: string | undefined): Promise<Buffer> {
  const content = await readPlaygroundFile(name, folder)
  if (content === undefined) throw new SlipwayError('NOT_FOUND', 'The playground has no such file.')
  return Buffer.from(content)
}
