import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The page's files by the names that browsers ask for, in the order in which they are needed. */
export const playgroundFiles = [
  'style.css',
  'main.js',
  'ask.js',
  'answer.js',
  'choice.js',
  'codes.js',
  'dom.js',
  'examples.js',
  'form.js',
  'model-facts.js',
  'explanation.js',
  'problems.js',
  'service.js',
  'sign-in.js',
  'snippets.js',
  'attribution.js',
  'versions.js',
  'words.js',
] as const

/** Where the sources, or an installed package, have them. */
function installedFolder(): string {
  return fileURLToPath(new URL('./browser', import.meta.url))
}

/**
 * One of the files as a browser gets it. A published package and a built server hold JavaScript; sources are TypeScript
 * whose types are blanked out here, so that nobody has to build the page.
 *
 * @param folder where the files are. @default beside this file
 * @returns undefined for a name that is none of the page's
 */
export async function readPlaygroundFile(name: string, folder = installedFolder()): Promise<string | undefined> {
  if (!(playgroundFiles as readonly string[]).includes(name)) return undefined
  const file = join(folder, name)
  if (!name.endsWith('.js') || existsSync(file)) return await readFile(file, 'utf8')
  const source = await readFile(file.replace(/\.js$/, '.ts'), 'utf8')
  // Blanked-out types leave spaces at the ends of lines.
  return withoutTypes(source)
    .replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'")
    .replaceAll(/[ \t]+$/gm, '')
}

/** Node runs TypeScript without a word, and warns who asks it for the same thing; only the warning is left out. */
function withoutTypes(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
