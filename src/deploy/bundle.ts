import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'
import { builtins } from './builtins.ts'
import { hasCommonCounter } from './kubernetes/environment.ts'
import { withoutChecks } from './without-checks.ts'

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
    { plugins: [withoutChecks(service)], external: hasCommonCounter(service) ? [] : [counterClient] },
  )
}

/** 0.5 MB, and more once compiled: only in servers whose service names the store that counts for all pods. */
const counterClient = '@redis/client'

interface BundleOptions {
  readonly plugins?: readonly Plugin[]
  /** Packages that stay outside, to be found beside the bundle when they are imported. */
  readonly external?: readonly string[]
}

/**
 * Puts an entry that is nowhere on disk, and what it imports, into one module.
 * @throws INVALID_SERVICE where something that is imported cannot be found
 */
export async function bundleEntry(
  service: Service,
  entryCode: string,
  { plugins = [], external = [] }: BundleOptions = {},
): Promise<Bundle> {
  const missing = new Set<string>()
  const fromSources = import.meta.url.endsWith('.ts')
  try {
    const bundle = await rolldown({
      input: entryName,
      cwd: service.folder,
      platform: 'node',
      external: [...external],
      resolve: { conditionNames: [...(fromSources ? ['slipway-source'] : []), 'node', 'import', 'default'] },
      plugins: [entry(service, entryCode), ownPackage(), builtins(), ...plugins],
      onLog: (level, log, next) => {
        if (log.code === 'UNRESOLVED_IMPORT' && isOwn(log.id)) missing.add(log.exporter ?? log.message)
        else if (!quiet.has(log.code ?? '')) next(level, log)
      },
    })
    const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false, minify: true })
    await bundle.close()
    if (missing.size > 0) throw new Error(`it imports what is not there: ${[...missing].join(', ')}.`)
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

/** Whether a file is of the service, and no package's: those try for others that need not be there. */
function isOwn(file: string | undefined): boolean {
  return file !== undefined && !file.includes('/node_modules/')
}

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

/** Where `slipway` is not installed beside a service, as when npx fetched it, this very package goes into the bundle. */
function ownPackage(): Plugin {
  return {
    name: 'slipway-own-package',
    async resolveId(source, importer) {
      if (!/^slipway(\/|$)/.test(source)) return undefined
      const beside = await this.resolve(source, importer, { skipSelf: true })
      return beside ?? (await this.resolve(source, fileURLToPath(import.meta.url), { skipSelf: true }))
    },
  }
}
