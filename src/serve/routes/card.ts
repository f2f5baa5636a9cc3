import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { ServeContext } from '../context.ts'
import { mount } from '../mount.ts'
import { findModel, modelPermit } from './models.ts'
import { escapeHtml, htmlType, page } from './page.ts'

const pictureTypes: { readonly [extension: string]: string | undefined } = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** The card that training wrote beside the version in use, as a page, and its pictures. */
export function cardRoutes(app: FastifyInstance, context: ServeContext): void {
  const { models } = context
  mount(app, context, {
    method: 'GET',
    path: '/models/{model}/card',
    permit: modelPermit(context.service),
    type: htmlType,
    answer: async (request) => {
      const { name, version } = findModel(models, request.params)
      const markdown = await models.readDocument(name, version, 'README.md')
      if (markdown === undefined)
        throw new SlipwayError('NOT_FOUND', `Version ${version} of model "${name}" has no card.`)
      const body = await toHtml(Buffer.from(markdown).toString('utf8'))
      // Pictures beside the card have an address below the page's.
      return page(`${context.service.name}/${name}`, body, '<base href="card/">\n')
    },
  })
  mount(app, context, {
    method: 'GET',
    path: '/models/{model}/card/{picture}',
    permit: modelPermit(context.service),
    answer: async (request) => {
      const { name, version } = findModel(models, request.params)
      const { picture } = request.params as { readonly picture: string }
      const type = pictureTypes[extname(picture)]
      const bytes = type && (await models.readDocument(name, version, picture))
      if (!bytes) throw new SlipwayError('NOT_FOUND', `The card of model "${name}" has no picture of that name.`)
      const inert = {
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      }
      return { body: bytes, type: type!, headers: inert }
    },
  })
}

/** Markdown as HTML; HTML inside it is shown and not obeyed, since words of the data stand in a card. */
async function toHtml(markdown: string): Promise<string> {
  const { Marked } = await import('marked')
  const marked = new Marked({ renderer: { html: ({ text }) => escapeHtml(text) } })
  return marked.parse(markdown.replace(/^---\n[\s\S]*?\n---\n/, ''), { async: false })
}
