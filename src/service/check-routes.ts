import type { TSchema } from 'typebox'
import type { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import type { Route, RouteOptions } from './contract.ts'

/** First segments that belong to the routes of every service; `''` is the playground at `/`. */
const commonSegments = ['', 'livez', 'readyz', 'health', 'metrics', 'openapi.json', 'docs', 'models', 'playground']
const segment = /^(?:[A-Za-z0-9._~!$&'()+,;=@-]+|\{[A-Za-z_][A-Za-z0-9_]*\})$/
const scalarTypes = ['string', 'number', 'integer', 'boolean']

/** Everything that is wrong with a service's own routes. */
export function checkRoutes(routes: readonly Route[], access: Access | undefined): Problem[] {
  const problems = routes.flatMap((route) => checkRoute(route, access))
  const seen = new Set<string>()
  for (const route of routes) {
    // Two routes that differ only in what they call their parameters answer the same requests.
    const shape = `${route.method} ${route.path.replaceAll(/\{[^/}]*\}/g, '{}')}`
    if (seen.has(shape)) problems.push({ path: place(route), message: 'there are two routes for these requests.' })
    seen.add(shape)
  }
  return problems
}

function checkRoute(route: Route, access: Access | undefined): Problem[] {
  return [...checkPath(route), ...checkAllow(route, access), ...checkParameters(route)]
}

function checkPath(route: Route): Problem[] {
  const { path } = route
  if (!path.startsWith('/')) return [{ path: place(route), message: 'expected a path that begins with "/".' }]
  const segments = path.slice(1).split('/')
  if (commonSegments.includes(segments[0]!)) {
    const common = commonSegments.map((name) => `/${name}`).join(', ')
    return [
      { path: place(route), message: `this part belongs to the routes of every service (${common}); choose another.` },
    ]
  }
  const odd = segments.find((part) => !segment.test(part))
  if (odd === undefined) return []
  return [{ path: place(route), message: `"${odd}" cannot be a part of a path; letters, digits and "{name}" can.` }]
}

function checkAllow(route: Route, access: Access | undefined): Problem[] {
  const { allow } = route.options
  if (allow === undefined || allow === 'everyone') return []
  if (access === undefined) {
    return [{ path: place(route), message: `it allows "${allow}", but the service has no users; add \`access\`.` }]
  }
  if (allow === 'user' || access.permissions.includes(allow)) return []
  const names = ['user', 'everyone', ...access.permissions].map((name) => `"${name}"`).join(', ')
  return [{ path: place(route), message: `it allows "${allow}", which is no permission; name one of ${names}.` }]
}

function checkParameters(route: Route): Problem[] {
  const { query = {}, params = {}, body } = route.options
  const problems: Problem[] = []
  const say = (message: string) => problems.push({ path: place(route), message })
  if (body !== undefined && route.method === 'GET') say('a GET request has no body; use post, or query parameters.')
  const inPath = [...route.path.matchAll(/\{([^/}]*)\}/g)].map((match) => match[1]!)
  for (const name of inPath) {
    if (!Object.hasOwn(params, name)) say(`the path has {${name}}, \`params\` does not; give it a schema there.`)
    if (inPath.indexOf(name) !== inPath.lastIndexOf(name)) say(`the path has {${name}} twice.`)
  }
  for (const name of Object.keys(params)) {
    if (!inPath.includes(name)) say(`\`params\` has "${name}", the path does not; write {${name}} into it.`)
  }
  for (const [where, schemas] of Object.entries({ query, params } satisfies Pick<RouteOptions, 'query' | 'params'>)) {
    for (const [name, schema] of Object.entries(schemas)) {
      if (!isScalar(schema))
        say(
          `\`${where}\` has "${name}" with a schema that no text can fit; use a string, number, integer, boolean, or literals.`,
        )
    }
  }
  return problems
}

/** Whether a piece of a URL can be turned into a value of the schema. */
function isScalar(schema: TSchema): boolean {
  const { type, anyOf, const: literal, enum: values } = schema as Record<string, unknown>
  if (Array.isArray(anyOf)) return anyOf.every((option: TSchema) => isScalar(option))
  return scalarTypes.includes(type as string) || literal !== undefined || Array.isArray(values)
}

function place({ method, path }: Route): string {
  return `/routes/${method} ${path}`
}
