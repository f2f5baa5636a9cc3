import { existsSync, globSync, readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { SlipwayError } from '../errors.ts'
import type { GeneratedFile } from './generated-file.ts'
import { isMade } from './header.ts'
import type { ManifestFiles } from './manifest-files.ts'

/** A file that is not as the service says. */
export interface Drift {
  readonly path: string
  /** Left over: generated once, and no longer what the service says. */
  readonly problem: 'missing' | 'differs' | 'left over'
  /** The first line that differs: its number, from 1, what the service says, and what is there. */
  readonly at?: { readonly line: number; readonly expected: string; readonly got: string }
}

export interface Compared {
  readonly drifts: readonly Drift[]
  /** Files without the line that says they are made: somebody took them over. */
  readonly takenOver: readonly string[]
}

export interface Written {
  readonly written: readonly string[]
  readonly removed: readonly string[]
}

/** Holds the files of a folder against those that its service gives. Nothing is written. */
export function compareManifests({ made, once }: ManifestFiles, folder: string): Compared {
  const drifts: Drift[] = []
  const takenOver: string[] = []
  for (const { path, content } of made) {
    const there = readIfThere(join(folder, path))
    if (there === undefined) drifts.push({ path, problem: 'missing' })
    else if (!isMade(there)) takenOver.push(path)
    else if (there !== content) drifts.push({ path, problem: 'differs', at: firstDifference(content, there) })
  }
  for (const { path } of once) if (!existsSync(join(folder, path))) drifts.push({ path, problem: 'missing' })
  for (const path of leftOver(made, folder)) drifts.push({ path, problem: 'left over' })
  return { drifts, takenOver }
}

/**
 * Writes what is missing or differs and removes what is left over; files that were taken over by hand, and those of deliveries, stay as they are.
 * @returns the places of what was written, and of what was removed
 * @throws WRITE_FAILED
 */
export async function writeManifests(files: ManifestFiles, folder: string): Promise<Written> {
  const { drifts } = compareManifests(files, folder)
  const removed = drifts.filter(({ problem }) => problem === 'left over').map(({ path }) => path)
  for (const path of removed) await rm(join(folder, path))
  const wrong = new Set(drifts.map(({ path }) => path))
  const toWrite = [...files.made, ...files.once].filter(({ path }) => wrong.has(path))
  for (const file of toWrite) await write(file, folder)
  return { written: toWrite.map(({ path }) => path), removed }
}

async function write({ path, content }: GeneratedFile, folder: string): Promise<void> {
  const file = join(folder, path)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    if (content.startsWith('#!')) await chmod(file, 0o755)
  } catch (cause) {
    throw new SlipwayError('WRITE_FAILED', `${file} could not be written: ${(cause as Error).message}.`, { cause })
  }
}

/** Generated files below `deploy/` that the service no longer gives: what they apply would stay in the cluster. */
function leftOver(made: readonly GeneratedFile[], folder: string): readonly string[] {
  const known = new Set(made.map(({ path }) => path))
  const there = globSync('deploy/**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return there.filter((path) => !known.has(path) && isMade(readFileSync(join(folder, path), 'utf8'))).sort()
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function firstDifference(expected: string, got: string): Drift['at'] {
  const [ours, theirs] = [expected.split('\n'), got.split('\n')]
  const i = ours.findIndex((line, at) => line !== theirs[at])
  const at = i === -1 ? ours.length : i
  return { line: at + 1, expected: ours[at] ?? '(the end of the file)', got: theirs[at] ?? '(the end of the file)' }
}
