import type { FastifyInstance } from 'fastify'
import { SlipwayError } from '../../errors.ts'
import type { Service, User } from '../../service/contract.ts'
import type { Permit } from '../access/guard.ts'
import type { ServeContext } from '../context.ts'
import type { LiveModel } from '../models/live-model.ts'
import type { LiveModels } from '../models/live-models.ts'
import { mount } from '../mount.ts'

/**
 * What models there are, in which version, and, for who may ask a model, how good it is: a service whose users see scores
 * on a route of their own does not show them to everyone here.
 */
export function modelRoutes(app: FastifyInstance, context: ServeContext): void {
  const { models, service } = context
  const told = (model: LiveModel, user: User | undefined) => describe(model, maySee(service, model.name, user))
  mount(app, context, {
    method: 'GET',
    path: '/models',
    permit: 'guest',
    answer: ({ user }) => JSON.stringify({ models: models.all.map((model) => told(model, user)) }),
  })
  mount(app, context, {
    method: 'GET',
    path: '/models/{model}',
    permit: 'guest',
    answer: ({ params, user }) => JSON.stringify(told(findModel(models, params), user)),
  })
}

/** Who may call a route of one model: those with the permission of its name, where there is one, else any user. */
export function modelPermit({ access }: Service): Permit {
  const permissions = access?.permissions ?? []
  return {
    permission: ({ params }) => permissions.find((name) => name === (params as { readonly model: string }).model),
  }
}

function maySee({ access }: Service, model: string, user: User | undefined): boolean {
  if (access === undefined) return true
  return user !== undefined && (!access.permissions.includes(model) || user.permissions.includes(model))
}

/** The model that a path names. @throws MODEL_NOT_FOUND with the names that there are */
export function findModel(models: LiveModels, params: unknown): LiveModel {
  const { model: name } = params as { readonly model: string }
  const model = models.get(name)
  if (model !== undefined) return model
  const names = models.all.map((other) => `"${other.name}"`).join(', ')
  throw new SlipwayError('MODEL_NOT_FOUND', `There is no model "${name}"; there is ${names}.`)
}

/** @param isOpen whether the caller may see its scores, and its card with them */
function describe(model: LiveModel, isOpen: boolean) {
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
    scores: isOpen ? manifest.metrics : {},
    plots: isOpen ? Object.keys(manifest.files).filter((file) => file.endsWith('.svg')) : [],
  }
}
