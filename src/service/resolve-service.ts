import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Problem, SlipwayError } from '../errors.ts'
import type { ModelHandle } from '../model/contract.ts'
import { checkDefinition } from './check-definition.ts'
import { checkRoutes } from './check-routes.ts'
import type { Handles, Models, Route, Service, ServiceDefinition } from './contract.ts'
import { resolveDeployment } from './deployment.ts'
import { defaultLimits } from './limits.ts'
import { routeTools } from './route-tools.ts'

export interface ResolveOptions {
  /** The version of the code. @default that of the nearest package.json at or above the folder, else `0.0.0` */
  readonly version?: string
}

/**
 * Fills in a service's defaults and checks its promises, so that what follows can rely on them.
 *
 * @param folder where the service's paths start from: the folder of its `service.ts`
 * @throws INVALID_SERVICE with every problem at once
 */
export function resolveService<M extends Models, P extends string>(
  definition: ServiceDefinition<M, P>,
  folder: string,
  options: ResolveOptions = {},
): Service {
  const problems = checkDefinition(definition)
  const codeVersion = options.version ?? packageVersion(folder)
  const routes = (models: Handles<Models>, version = codeVersion): readonly Route[] =>
    definition.routes?.(routeTools<M, P>(models as unknown as Handles<M>, version)) ?? []
  // Routes are looked at only where the names that they use can be relied on.
  if (problems.length === 0) problems.push(...checkRoutes(tryRoutes(definition, routes), definition.access))
  if (problems.length > 0) throw invalid(definition, problems)

  return {
    name: definition.name,
    title: definition.title ?? definition.name,
    description: definition.description ?? '',
    port: definition.port,
    models: definition.models,
    access: definition.access,
    cors: definition.cors,
    routes,
    examples: definition.examples ?? {},
    checks: definition.checks ?? {},
    evaluate: definition.evaluate,
    checksLog: definition.checksLog,
    limits: { ...defaultLimits, ...definition.limits },
    unseenValues: definition.unseenValues ?? 'warn',
    deploy: resolveDeployment(definition.name, definition.deploy, definition.limits),
    folder,
    version: codeVersion,
  }
}

/** The routes, bound to models that have a name and nothing to say yet. */
function tryRoutes<M extends Models, P extends string>(
  definition: ServiceDefinition<M, P>,
  routes: (models: Handles<Models>) => readonly Route[],
): readonly Route[] {
  const handles = Object.entries(definition.models).map(([name, { kind }]) => [
    name,
    unloaded(definition.name, name, kind),
  ])
  return routes(Object.fromEntries(handles) as Handles<Models>)
}

function unloaded(service: string, name: string, kind: ModelHandle['kind']): ModelHandle<unknown, unknown> {
  const refuse = (what: string) => (): never => {
    throw new SlipwayError(
      'INVALID_SERVICE',
      `${service}: the routes ask model "${name}" for its ${what} while they are being declared, before any model is ` +
        'loaded; ask it inside the function that answers.',
    )
  }
  const handle = { name, kind }
  for (const member of [
    'version',
    'modelDate',
    'labels',
    'scores',
    'predict',
    'predictMany',
    'predictAll',
    'explain',
    'findUnseen',
  ]) {
    Object.defineProperty(handle, member, { get: refuse(member) })
  }
  return handle as ModelHandle<unknown, unknown>
}

function invalid(definition: { readonly name?: unknown }, problems: readonly Problem[]): SlipwayError {
  const name = typeof definition?.name === 'string' && definition.name !== '' ? definition.name : 'The service'
  const lines = problems.map(({ path, message }) => `  ${path}: ${message}`)
  return new SlipwayError('INVALID_SERVICE', `${name} cannot work as it is declared:\n${lines.join('\n')}`, {
    problems,
  })
}

function packageVersion(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { version } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as { version?: unknown }
      if (typeof version === 'string') return version
    } catch {
      // No package here: the next folder up may be one.
    }
    if (dirname(at) === at) return '0.0.0'
  }
}
