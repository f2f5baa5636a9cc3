import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { layoutOf } from './layout.ts'

/** What goes into the images of a service in a folder of its own; in a checkout, the file at its root is everybody's. */
export function dockerignore(service: Service): GeneratedFile[] {
  if (layoutOf(service).context !== '.') return []
  const lines = [
    '# What images are built from, by a list of what is allowed in: code, and what installs its packages. A file that no',
    '# line names stays out: users, keys, models, and data, which a training reads at its address (deploy.training). Code',
    '# that reads a file of this folder needs a line for it; so does a sample of rows.',
    '*',
    '!.dockerignore',
    '!package.json',
    '!package-lock.json',
    '!*.tgz',
    ...codeLines(service.folder),
  ]
  return [{ path: '.dockerignore', content: `${lines.join('\n')}\n` }]
}

/**
 * The lines that let the code of a folder in, one folder after another by its name: the older builder does not look into
 * a folder that a pattern alone could mean.
 */
export function codeLines(folder: string, prefix = ''): readonly string[] {
  const files = globSync(`**/*.{${extensions.join()}}`, { cwd: folder, exclude: (name) => isLeftOut(name) })
  const folders = new Set(files.map((file) => dirname(file).replaceAll('\\', '/')).sort())
  return [...folders].flatMap((below) => {
    const place = `${prefix}${below === '.' ? '' : `${below}/`}`
    return [`!${place}*.[jt]s`, `!${place}*.[cm][jt]s`]
  })
}

const extensions = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']

/** Folders with code that is no part of an image. */
function isLeftOut(name: string): boolean {
  return /^(build|deploy|test|node_modules|\..+)$/.test(name)
}
