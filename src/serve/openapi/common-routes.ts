import type { Json } from '../../learn/contract.ts'
import type { Service } from '../../service/contract.ts'
import type { LiveModel } from '../models/live-model.ts'
import { operationId } from './own-routes.ts'
import { type ResponsesOf, responses } from './responses.ts'
import { all, inputName, predictionName, ref, type Schema } from './schemas.ts'

type Paths = { readonly [path: string]: { readonly [method: string]: Json } }

const status = all({ status: { type: 'string' } })
const readiness = all(
  {
    status: { enum: ['ready', 'loading', 'waiting', 'draining'] },
    waiting_for: { type: 'string', description: 'What is missing, where the status is `waiting`.' },
    models: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
  },
  ['status', 'models'],
)

/** The routes that every service has, as operations; those of its models one by one, with their own schemas. */
export function commonPaths(service: Service, models: readonly LiveModel[], hasMetrics: boolean): Paths {
  return {
    ...Object.assign({}, ...models.map((model) => modelPaths(service, model))),
    ...get(
      '/models',
      'models',
      'The models and how good they are',
      all({ models: { type: 'array', items: ref('Model') } }),
      { user: service.access && 'optional' },
    ),
    ...get('/livez', 'operations', 'Whether the process lives', status),
    ...get('/readyz', 'operations', 'Whether it may be sent requests', readiness),
    ...get('/health', 'operations', 'Whether it is healthy', status),
    ...(hasMetrics &&
      get('/metrics', 'operations', 'Metrics for Prometheus', { type: 'string' }, { type: 'text/plain' })),
    ...get('/openapi.json', 'operations', 'This document', { type: 'object' }),
  }
}

function modelPaths(service: Service, model: LiveModel): Paths {
  const path = `/models/${model.name}`
  const { access } = service
  const card = {
    type: 'text/html',
    others: [...(access?.permissions.includes(model.name) ? [403] : []), 404],
    user: access && 'required',
  } as const
  return {
    ...get(path, 'models', `What ${model.name} is and how good it is`, ref('Model'), { user: access && 'optional' }),
    ...get(`${path}/card`, 'models', `The model card of ${model.name}`, { type: 'string' }, card),
    [`${path}/predict`]: { post: predictOperation(service, model, `${path}/predict`) },
  }
}

function predictOperation(service: Service, model: LiveModel, path: string): Json {
  const user = service.access !== undefined
  const permission = service.access?.permissions.includes(model.name) ?? false
  const examples = (service.examples as { readonly [model: string]: readonly Json[] | undefined })[model.name] ?? []
  const request = all(
    {
      inputs: {
        type: 'array',
        items: ref(inputName(model)),
        minItems: 1,
        maxItems: service.limits.inputs,
        description: `One or thousands, up to 16 MB; at most ${service.limits.explained.toLocaleString('en-US')} to explain.`,
      },
      explain: { type: 'boolean', default: false, description: 'Add what moved each prediction.' },
    },
    ['inputs'],
  )
  const warns = service.unseenValues === 'warn' && model.kind.startsWith('tabular')
  const answer = all(
    {
      model: { const: model.name },
      version: { type: 'string' },
      model_date: { type: 'string', format: 'date-time' },
      predictions: { type: 'array', items: ref(predictionName(model)) },
      ...(warns && { warnings: ref('Warnings') }),
    },
    ['model', 'version', 'model_date', 'predictions'],
  )
  return {
    operationId: operationId('post', path),
    tags: ['models'],
    summary: `Ask ${model.name}`,
    ...(permission && { description: `Asks for the permission "${model.name}".` }),
    security: user ? [{ basic: [] }] : [],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { ...request, additionalProperties: false },
          ...(examples.length > 0 && { example: { inputs: examples } }),
        },
      },
    },
    responses: responses('application/json', answer, { user, others: [...(permission ? [403] : []), 404, 413, 415] }),
  }
}

interface GetOptions {
  /** @default JSON */
  readonly type?: string
  readonly others?: ResponsesOf['others']
  /** Whether a user may be sent, or has to be. @default neither */
  readonly user?: 'optional' | 'required' | undefined
}

function get(
  path: string,
  tag: string,
  summary: string,
  schema: Schema,
  { type = 'application/json', others = [], user }: GetOptions = {},
): Paths {
  const security: Json = user === undefined ? [] : user === 'optional' ? [{}, { basic: [] }] : [{ basic: [] }]
  return {
    [path]: {
      get: {
        operationId: operationId('get', path),
        tags: [tag],
        summary,
        security,
        responses: responses(type, schema, { user: user !== undefined, others }),
      },
    },
  }
}
