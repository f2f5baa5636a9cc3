import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { root } from './imports.ts'
import { temporaryFolder, tinyReviews } from './tiny-service.ts'

export const smallServiceFile = `import { csv, defineService, LogisticRegression, TfidfVectorizer, textClassifier } from 'slipway'

export default defineService({
  name: 'reviews',
  port: 5999,
  models: {
    mood: textClassifier({
      data: csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } }),
      text: 'text',
      label: (row) => (row.stars >= 4 ? 'positive' : row.stars <= 2 ? 'negative' : undefined),
      pipeline: [new TfidfVectorizer(), new LogisticRegression()],
    }),
  },
  examples: { mood: ['great ride again'] },
})
`

/**
 * The folder of a service with one model, as a user's own project holds it: `slipway` is among its node_modules.
 * Files named here win over what it has by default.
 */
export function smallService(t: TestContext, files: { readonly [name: string]: string | Uint8Array } = {}): string {
  const home = temporaryFolder(t)
  const folder = join(home, 'reviews')
  mkdirSync(join(home, 'node_modules'))
  mkdirSync(folder)
  symlinkSync(root, join(home, 'node_modules/slipway'))
  const own = { 'service.ts': smallServiceFile, 'reviews.csv': tinyReviews(), 'package.json': '{"type":"module"}' }
  for (const [name, content] of Object.entries({ ...own, ...files })) writeFileSync(join(folder, name), content)
  return folder
}
