import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { mount } from '../mount.ts'
import { escapeHtml, htmlType, page } from './page.ts'

/** What somebody sees who opens the address in a browser. Its links are relative, so that they work behind a prefix. */
export function startRoute(app: FastifyInstance, context: ServeContext): void {
  mount(app, context, {
    method: 'GET',
    path: '/',
    permit: 'everyone',
    type: htmlType,
    answer: () => {
      const { service, models, version } = context
      const rows = models.all.map((model) => {
        const name = escapeHtml(model.name)
        return `<tr><td><a href="models/${name}/card">${name}</a></td><td>${model.kind}</td><td>${escapeHtml(model.loaded ? model.version : 'loading')}</td></tr>`
      })
      return page(
        service.title,
        `<h1>${escapeHtml(service.title)}</h1>
<p>${escapeHtml(service.description)}</p>
<p><a href="docs">What it answers to, with forms to try it</a> · <a href="models">models</a> · <a href="openapi.json">OpenAPI</a> · <a href="readyz">ready?</a> · <a href="metrics">metrics</a></p>
<h2>Models</h2>
<table><thead><tr><th>model</th><th>kind</th><th>version</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p>${escapeHtml(service.name)} ${escapeHtml(version)}</p>`,
      )
    },
  })
}
