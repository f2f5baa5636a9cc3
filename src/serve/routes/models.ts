import type { FastifyInstance } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { ServeContext } from '../context.ts'
import type { LiveModel } from '../models/live-model.ts'
import type { LiveModels } from '../models/live-models.ts'
import { mount } from '../mount.ts'

/** What models there are, in which version, and how good they are. */
export function modelRoutes(app: FastifyInstance, context: ServeContext): void {
  const { models } = context
  mount(app, context, {
    method: 'GET',
    path: '/models',
    permit: 'everyone',
    answer: () => JSON.stringify({ models: models.all.map(describe) }),
  })
  mount(app, context, {
    method: 'GET',
    path: '/models/{model}',
    permit: 'everyone',
    answer: (request) => JSON.stringify(describe(findModel(models, request.params))),
  })
}

/** The model that a path names. @throws MODEL_NOT_FOUND with the names that there are */
export function findModel(models: LiveModels, params: unknown): LiveModel {
  const { model: name } = params as { readonly model: string }
  const model = models.get(name)
  if (model !== undefined) return model
  const names = models.all.map((other) => `"${other.name}"`).join(', ')
  throw new SlipwayError('MODEL_NOT_FOUND', `There is no model "${name}"; there is ${names}.`)
}

function describe(model: LiveModel) {
  const { name, kind, inUse } = model
  const { manifest } = inUse
  return {
    name,
    kind,
    version: inUse.version,
    model_date: manifest.created,
    labels: manifest.labels,
    input: manifest.input,
    data: manifest.data,
    scores: manifest.metrics,
    plots: Object.keys(manifest.files).filter((file) => file.endsWith('.svg')),
  }
}
