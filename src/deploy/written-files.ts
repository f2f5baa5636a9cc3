import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SlipwayError } from '../errors.ts'

const mark = '// Written by slipway build, with this file:'

/** The line in `server.mjs` that says which files were written with it. */
export function writtenLine(names: readonly string[]): string {
  return `${mark} ${names.join(' ')}\n`
}

/**
 * Makes room for the files of a build: removes those of the last build in that folder, and no other.
 * @throws USAGE where a file is in the way that no build wrote
 */
export async function removeLastBuild(folder: string, names: readonly string[]): Promise<void> {
  const last = lastBuild(folder, names)
  refuseOthers(
    folder,
    names.filter((name) => !last.includes(name) && existsSync(join(folder, name))),
  )
  for (const name of last) await rm(join(folder, name), { force: true })
}

/** @throws USAGE where there are such files: they are somebody's */
export function refuseOthers(folder: string, names: readonly string[]): void {
  if (names.length === 0) return
  const [files, were] = [names.map((name) => join(folder, name)).join(', '), names.length === 1 ? 'was' : 'were']
  const message = `${files} ${were} not written by slipway build and would be replaced; move it away, or name another folder: --out DIR.`
  throw new SlipwayError('USAGE', names.length === 1 ? message : message.replace('move it', 'move them'))
}

function lastBuild(folder: string, names: readonly string[]): readonly string[] {
  const file = join(folder, 'server.mjs')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  const written = lines.find((line) => line.startsWith(mark))
  // Before 0.2.0 a build kept no list.
  if (written === undefined) return lines[0]?.startsWith('// Starts the server in app.cjs.') ? names : []
  // Names that lead out of the folder are none of ours.
  const isBelow = (name: string) => /^[\w.@-]+(\/[\w.@-]+)*$/.test(name) && !name.includes('..')
  return ['server.mjs', ...written.slice(mark.length).split(' ').filter(isBelow)]
}
