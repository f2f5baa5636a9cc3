import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** A folder that goes away with the test. */
export function temporaryFolder(t: TestContext, files: { readonly [name: string]: string | Uint8Array } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** Forty short reviews that words alone tell apart, as a CSV file with the columns `text` and `stars`. */
export function tinyReviews(): string {
  const praise = ['great ride', 'lovely park', 'wonderful day', 'friendly staff', 'magic show']
  const blame = ['awful queue', 'dirty park', 'terrible day', 'rude staff', 'broken ride']
  const when = ['in spring', 'in summer', 'last week', 'again']
  const lines = when.flatMap((time) => [
    ...praise.map((words) => `${words} ${time},5`),
    ...blame.map((words) => `${words} ${time},1`),
  ])
  return ['text,stars', ...lines, ''].join('\n')
}
