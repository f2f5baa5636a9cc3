import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { SlipwayError } from '../errors.ts'
import { didYouMean } from '../learn/suggest.ts'

/**
 * The folder of a service: a folder that holds a `service.ts` (or that file itself), else a name under the `services/`
 * of the current directory or of one above it.
 * @throws USAGE
 */
export function findService(name: string, from = process.cwd()): string {
  const path = resolve(from, name)
  if (basename(path) === 'service.ts' && existsSync(path)) return dirname(path)
  if (isService(path)) return path
  const services = servicesAbove(from)
  if (services && isService(join(services, name))) return join(services, name)

  const names = services ? namesIn(services) : []
  const known = names.length > 0 ? ` Under services/: ${names.join(', ')}.` : ''
  throw new SlipwayError(
    'USAGE',
    existsSync(path)
      ? `${name}: there is no service.ts in this folder.${known}`
      : `${name}: no such service: neither a folder with a service.ts nor a name under services/.${didYouMean(name, names)}${known}`,
  )
}

/**
 * The service that is meant when none is named: the current folder's, else the one that `slipway.service` in the
 * project's package.json names, else the only one there is.
 * @throws USAGE
 */
export function findDefaultService(from = process.cwd()): string {
  if (isService(from)) return from
  const services = servicesAbove(from)
  const names = services ? namesIn(services) : []
  const named = services && defaultIn(dirname(services))
  if (services && named !== undefined) {
    if (names.includes(named)) return join(services, named)
    throw new SlipwayError(
      'USAGE',
      `package.json: "slipway.service" is "${named}", which is no service under services/.${didYouMean(named, names)}`,
    )
  }
  if (services && names[0] && names.length === 1) return join(services, names[0])
  throw new SlipwayError(
    'USAGE',
    names.length === 0
      ? 'there is no service.ts in this folder and no service under services/: name the folder of a service.'
      : `name one of the services: ${names.join(', ')}.`,
  )
}

/** `{"slipway": {"service": "NAME"}}` in the package.json of a folder. */
function defaultIn(project: string): string | undefined {
  const file = join(project, 'package.json')
  if (!existsSync(file)) return undefined
  const { slipway } = JSON.parse(readFileSync(file, 'utf8')) as { readonly slipway?: { readonly service?: unknown } }
  return typeof slipway?.service === 'string' ? slipway.service : undefined
}

/** Whether a word of the command line is the address of a running service. */
export function isAddress(word: string): boolean {
  return /^https?:\/\//i.test(word)
}

/** How a service is named on the command line from here: as short as it can be. */
export function wordFor(folder: string, from = process.cwd()): string {
  if (dirname(folder) === servicesAbove(from)) return basename(folder)
  const below = folder === resolve(from) ? '.' : folder.replace(`${resolve(from)}/`, '')
  return below
}

function isService(folder: string): boolean {
  return existsSync(join(folder, 'service.ts'))
}

function servicesAbove(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'services'))) return join(folder, 'services')
    if (folder === dirname(folder)) return undefined
  }
}

function namesIn(services: string): string[] {
  return readdirSync(services)
    .filter((name) => isService(join(services, name)))
    .sort()
}
