import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'
import { builtins } from './builtins.ts'

/** Code with everything it imports, as one CommonJS module. */
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
  const file = JSON.stringify(join(service.folder, 'service.ts'))
  return await bundleEntry(
    service,
    `
    import { startBuilt } from 'slipway/serve'
    import definition from ${file}
    startBuilt(definition, __dirname, ${JSON.stringify(service.version)})
  `,
  )
}

/**
 * Puts an entry that is nowhere on disk, and what it imports, into one module.
 * @throws INVALID_SERVICE where something that is imported cannot be found
 */
export async function bundleEntry(service: Service, entryCode: string): Promise<Bundle> {
  const fromSources = import.meta.url.endsWith('.ts')
  try {
    const bundle = await rolldown({
      input: entryName,
      cwd: service.folder,
      platform: 'node',
      resolve: { conditionNames: [...(fromSources ? ['slipway-source'] : []), 'node', 'import', 'default'] },
      plugins: [entry(service, entryCode), builtins()],
      onLog: (level, log, next) => {
        if (!quiet.has(log.code ?? '')) next(level, log)
      },
    })
    const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false, minify: true })
    await bundle.close()
    const [{ code, modules }] = output as [OutputChunk]
    const used = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0)
    return { code, modules: used.map(([path]) => path) }
  } catch (cause) {
    const reason = stripVTControlCharacters((cause as Error).message)
    throw new SlipwayError('INVALID_SERVICE', `${service.name} cannot be built: ${reason}`, { cause })
  }
}

/** Libraries do these on purpose. */
const quiet = new Set(['CIRCULAR_DEPENDENCY', 'EVAL'])

const entryName = 'slipway-entry'

/** The module that it all starts with; what it imports is looked for from the service's folder. */
function entry(service: Service, code: string): Plugin {
  return {
    name: entryName,
    resolveId(source, importer) {
      if (source === entryName) return `\0${entryName}`
      return importer === `\0${entryName}` ? this.resolve(source, join(service.folder, 'service.ts')) : undefined
    },
    load: (id) => (id === `\0${entryName}` ? code : undefined),
  }
}
