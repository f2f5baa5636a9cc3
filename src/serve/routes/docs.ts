import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { mount } from '../mount.ts'
import { toOpenApi } from '../openapi/document.ts'
import { readDocsFile } from './docs-files.ts'
import { packedFiles } from './packed-files.ts'
import { escapeHtml, htmlType } from './page.ts'

/** The OpenAPI document and its page. Nothing of them is read or made before somebody asks. */
export function docsRoutes(app: FastifyInstance, context: ServeContext): void {
  const { service, pagesFolder } = context
  const document = documentOf(context)
  const folder = pagesFolder === undefined ? undefined : join(pagesFolder, 'docs')
  const file = packedFiles((name) => readDocsFile(name, folder), 'public, max-age=3600')
  mount(app, context, {
    method: 'GET',
    path: '/openapi.json',
    permit: 'everyone',
    needsModels: false,
    answer: document,
  })
  mount(app, context, {
    method: 'GET',
    path: '/docs',
    permit: 'everyone',
    needsModels: false,
    type: htmlType,
    answer: () => ({ body: docsPage(service.title), headers: { 'content-security-policy': policy } }),
  })
  mount(app, context, {
    method: 'GET',
    path: '/docs/',
    permit: 'everyone',
    needsModels: false,
    // The page's links are relative to /docs, and would be wrong one level deeper.
    answer: () => ({ body: '', status: 308, headers: { location: '../docs' } }),
  })
  mount(app, context, {
    method: 'GET',
    path: '/docs/{file}',
    permit: 'everyone',
    quiet: true,
    answer: (request) => file((request.params as { readonly file: string }).file, request.headers),
  })
}

/** Made when first asked for, and again when a model has changed: its labels are in it. */
function documentOf({ service, models, version, collectMetrics }: ServeContext): () => string {
  let made = ''
  let madeFor: string | undefined
  return () => {
    const versions = models.all.map((model) => (model.loaded ? model.version : '')).join()
    if (versions !== madeFor) {
      made = JSON.stringify(
        toOpenApi({
          service,
          version,
          models: models.all,
          routes: service.routes(models.handles, version),
          hasMetrics: collectMetrics !== undefined,
        }),
      )
      madeFor = versions
    }
    return made
  }
}

/** Scripts and requests stay on this host. Swagger UI writes styles and has its pictures in data URLs. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'"

function docsPage(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<noscript>This page needs JavaScript; <a href="openapi.json">openapi.json</a> says the same.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`
}
