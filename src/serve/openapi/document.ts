import type { Json } from '../../learn/contract.ts'
import type { Route, Service } from '../../service/contract.ts'
import type { LiveModel } from '../models/live-model.ts'
import { commonPaths } from './common-routes.ts'
import { ownPaths } from './own-routes.ts'
import { problemResponses } from './responses.ts'
import { commonSchemas, modelSchemas } from './schemas.ts'

export interface DocumentOf {
  readonly service: Service
  /** The version of the code that runs. */
  readonly version: string
  readonly models: readonly LiveModel[]
  readonly routes: readonly Route[]
  /** Whether the metrics are at the service's port. */
  readonly hasMetrics: boolean
}

/** The OpenAPI 3.1 document of a service: a value made from its routes and from the models that are loaded. */
export function toOpenApi({ service, version, models, routes, hasMetrics }: DocumentOf): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: service.title,
      version,
      ...(service.description && { description: service.description }),
    },
    // Relative to the document itself, so that it is right behind a path prefix.
    servers: [{ url: '.' }],
    tags: [
      { name: service.name, description: 'The routes of this service.' },
      { name: 'models', description: 'Its models: what they are, and predictions from them.' },
      { name: 'operations', description: 'For those who run it.' },
    ],
    paths: { ...ownPaths(service, routes), ...commonPaths(service, models, hasMetrics) },
    components: {
      schemas: { ...commonSchemas, ...Object.assign({}, ...models.map(modelSchemas)) },
      responses: problemResponses,
      ...(service.access && { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } }),
    },
  }
}
