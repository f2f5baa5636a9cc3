import { existsSync, statSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import type { Service, ServiceDefinition } from './contract.ts'
import { resolveService } from './resolve-service.ts'

/**
 * Reads a service from its folder, or from the path of its `service.ts`.
 *
 * @throws INVALID_SERVICE where there is none, where it cannot be imported, or where it promises what cannot work
 */
export async function readService(path: string): Promise<Service> {
  const file = findFile(resolve(path))
  lendPackage(file)
  const { default: definition } = await importService(file)
  if (definition === undefined) {
    throw new SlipwayError(
      'INVALID_SERVICE',
      `${file} has no default export; it has to end in \`export default defineService({ … })\`.`,
    )
  }
  return resolveService(definition, dirname(file))
}

let isLent = false

/** Where `slipway` is not installed beside a service, as when npx fetched it, the service imports this very package. */
function lendPackage(file: string): void {
  if (isLent || isInstalled(file)) return
  isLent = true
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, /^slipway(\/|$)/.test(specifier) ? { ...context, parentURL: import.meta.url } : context),
  })
}

function isInstalled(file: string): boolean {
  try {
    createRequire(file).resolve('slipway/package.json')
    return true
  } catch {
    return false
  }
}

function findFile(path: string): string {
  if (!existsSync(path))
    throw new SlipwayError('INVALID_SERVICE', `${path} does not exist; name a folder that holds a service.ts.`)
  if (!statSync(path).isDirectory()) return path
  for (const name of ['service.ts', 'service.js', 'service.mjs']) {
    if (existsSync(join(path, name))) return join(path, name)
  }
  throw new SlipwayError(
    'INVALID_SERVICE',
    `${path} holds no service.ts; name a folder that does, or make one with \`slipway init\`.`,
  )
}

async function importService(file: string): Promise<{ readonly default?: ServiceDefinition }> {
  try {
    return (await import(pathToFileURL(file).href)) as { readonly default?: ServiceDefinition }
  } catch (error) {
    if (isSlipwayError(error))
      throw new SlipwayError(error.code, `${file}: ${error.message}`, { problems: error.problems, cause: error })
    throw new SlipwayError('INVALID_SERVICE', `${file} cannot be imported: ${whatIsWrong(error)}`, { cause: error })
  }
}

function whatIsWrong(error: unknown): string {
  const { code, message, name } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : (new Error(String(error)) as NodeJS.ErrnoException)
  if (code === 'ERR_MODULE_NOT_FOUND')
    return `${message}. Is it installed (\`npm install\`), and does a relative import end in ".ts"?`
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return `${message}. Node runs TypeScript whose types can be erased: no enum, no namespace.`
  return `${name}: ${message}${/[.!?]$/.test(message) ? '' : '.'}`
}
