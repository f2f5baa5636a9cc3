import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'
import { bundleServer } from './bundle.ts'
import { asFunction, keepCompiled, starter } from './compiled-code.ts'
import { removeLastBuild, writtenLine } from './written-files.ts'

export interface BuildOptions {
  /** The folder to write to; made where it is missing. The files of the last build there are replaced, and no other. */
  readonly out: string
  /** Files that the server reads, by their place in the folder: the path of each, or what is in it. */
  readonly assets: { readonly [place: string]: string | { readonly content: string } }
  /** Environment of a trial start, in which the code is compiled. */
  readonly trial: { readonly [name: string]: string }
}

export interface Built {
  readonly folder: string
  readonly files: readonly BuiltFile[]
}

/** A file that was written: its place in the folder, and its size. */
export interface BuiltFile {
  readonly name: string
  readonly sizeBytes: number
}

/**
 * Writes a service's server as a folder that runs with `node server.mjs` and nothing installed.
 * Users and models are no part of it.
 * @throws INVALID_SERVICE, WRITE_FAILED, USAGE where a file of somebody else is in the way
 */
export async function buildServer(service: Service, { out, assets, trial }: BuildOptions): Promise<Built> {
  const { code } = await bundleServer(service)
  const besides = ['app.cjs', 'app.cache', ...Object.keys(assets)]
  await removeLastBuild(out, ['server.mjs', ...besides])
  try {
    await mkdir(out, { recursive: true })
    await writeFile(join(out, 'server.mjs'), starter + writtenLine(besides))
    await writeFile(join(out, 'app.cjs'), asFunction(code))
    for (const [place, asset] of Object.entries(assets)) {
      await mkdir(dirname(join(out, place)), { recursive: true })
      if (typeof asset === 'string') await copyFile(asset, join(out, place))
      else await writeFile(join(out, place), asset.content)
    }
    const compiled = (await keepCompiled(out, trial)) ? ['app.cache'] : []
    const names = ['server.mjs', 'app.cjs', ...compiled, ...Object.keys(assets)]
    const files = names.map(async (name) => ({ name, sizeBytes: (await stat(join(out, name))).size }))
    return { folder: out, files: await Promise.all(files) }
  } catch (cause) {
    throw new SlipwayError('WRITE_FAILED', `${out} could not be written: ${(cause as Error).message}.`, { cause })
  }
}
