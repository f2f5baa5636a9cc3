import type { TSchema } from 'typebox'
import type { Json } from '../../learn/contract.ts'
import type { Route, Service } from '../../service/contract.ts'
import { responses } from './responses.ts'
import type { Schema } from './schemas.ts'

/** A service's own routes as operations, by path and method. */
export function ownPaths(service: Service, routes: readonly Route[]): { [path: string]: { [method: string]: Json } } {
  const paths: { [path: string]: { [method: string]: Json } } = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: toOperation(service, route) }
  }
  return paths
}

function toOperation(service: Service, route: Route): Json {
  const {
    allow = service.access ? 'user' : 'everyone',
    query = {},
    params = {},
    body,
    answer,
    summary,
    description,
  } = route.options
  const user = allow !== 'everyone'
  const permission = user && allow !== 'user'
  const example = exampleFor(service, route)
  const parameters = [
    ...Object.entries(params).map(([name, schema]) => parameter('path', name, schema, undefined)),
    ...Object.entries(query).map(([name, schema]) => parameter('query', name, schema, example)),
  ]
  return {
    operationId: operationId(route.method, route.path),
    tags: [service.name],
    summary: summary ?? `${route.method} ${route.path}`,
    ...(description && { description }),
    ...(permission && { description: `${description ? `${description} ` : ''}Asks for the permission "${allow}".` }),
    security: user ? [{ basic: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } } }),
    responses: responses('application/json', answer ? plain(answer) : {}, {
      user,
      others: [
        ...(permission ? [403] : []),
        ...(Object.keys(params).length > 0 ? [404] : []),
        ...(body ? [413, 415] : []),
      ],
    }),
  }
}

function parameter(place: 'path' | 'query', name: string, schema: TSchema, example: Json | undefined): Json {
  const { description, ...rest } = plain(schema)
  const fits = example !== undefined && rest.type === 'string' && rest.enum === undefined && rest.examples === undefined
  return {
    name,
    in: place,
    required: place === 'path' || !('~optional' in schema || 'default' in schema),
    ...(description !== undefined && { description }),
    schema: rest,
    ...(fits && { example }),
  }
}

/** A text to try: the example of the model that the route's permission or path names, else the first there is. */
function exampleFor(service: Service, { path, options }: Route): Json | undefined {
  const named = [options.allow, ...path.split('/')]
  const models = Object.keys(service.models)
  const inOrder = [...models.filter((name) => named.includes(name)), ...models]
  const inputs = inOrder.flatMap(
    (name) => (service.examples as { readonly [model: string]: readonly Json[] | undefined })[name] ?? [],
  )
  return inputs.find((input) => typeof input === 'string')
}

/** `GET /v1/sentiment` → `getV1Sentiment`; another for every method and path. */
export function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

/** TypeBox marks its schemas; the document shows what is JSON Schema. */
function plain(schema: TSchema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key.startsWith('~') ? undefined : value))) as Schema
}
