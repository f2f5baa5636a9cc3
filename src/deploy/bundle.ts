import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'

/** The server of a service as one file. */
export interface Bundle {
  readonly code: string
  /** The files that went into it, as paths. */
  readonly modules: readonly string[]
}

/**
 * Puts a service, what it imports and the server into one module, without what nothing in it calls.
 * @throws INVALID_SERVICE where something that the service imports cannot be found
 */
export async function bundleServer(service: Service): Promise<Bundle> {
  const fromSources = import.meta.url.endsWith('.ts')
  try {
    const bundle = await rolldown({
      input: entryName,
      cwd: service.folder,
      platform: 'node',
      resolve: { conditionNames: [...(fromSources ? ['slipway-source'] : []), 'node', 'import', 'default'] },
      plugins: [entry(service)],
      treeshake: true,
      onLog: (level, log, next) => {
        if (level === 'warn' && quiet.has(log.code ?? '')) return
        next(level, log)
      },
    })
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, minify: true })
    await bundle.close()
    const [chunk] = output as [OutputChunk]
    const modules = Object.entries(chunk.modules).flatMap(([path, { renderedLength }]) =>
      renderedLength > 0 ? [path] : [],
    )
    return { code: chunk.code, modules }
  } catch (cause) {
    throw new SlipwayError(
      'INVALID_SERVICE',
      `${service.name} cannot be built: ${stripVTControlCharacters((cause as Error).message)}`,
      { cause },
    )
  }
}

/** Libraries do these on purpose. */
const quiet = new Set(['CIRCULAR_DEPENDENCY', 'EVAL'])

const entryName = 'server.mjs'

/** The file that starts it all. It is nowhere on disk; what it imports is looked for from the service's folder. */
function entry(service: Service): Plugin {
  const file = join(service.folder, 'service.ts')
  const code = `
    import { startBuilt } from 'slipway/serve'
    import definition from ${JSON.stringify(file)}
    await startBuilt(definition, import.meta.dirname, ${JSON.stringify(service.version)})
  `
  return {
    name: 'slipway-entry',
    resolveId(source, importer) {
      if (source === entryName) return `\0${entryName}`
      return importer === `\0${entryName}` ? this.resolve(source, file) : undefined
    },
    load: (id) => (id === `\0${entryName}` ? code : undefined),
  }
}
