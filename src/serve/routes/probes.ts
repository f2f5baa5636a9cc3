import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { mount, type Result } from '../mount.ts'

/** Alive: restart me when this fails. Ready: send me requests. Healthy: what simple monitors check. */
export function probeRoutes(app: FastifyInstance, context: ServeContext): void {
  probe(app, context, '/livez', () => liveness(context))
  probe(app, context, '/health', () => fresh({ status: 'healthy' }))
  probe(app, context, '/readyz', () => readiness(context))
}

function probe(app: FastifyInstance, context: ServeContext, path: string, answer: () => Result): void {
  mount(app, context, { method: 'GET', path, permit: 'everyone', quiet: true, answer })
}

/** Alive is a server whose processes all have an event loop that turns. */
function liveness({ state }: ServeContext): Result {
  const silent = state.group?.silent ?? []
  return silent.length === 0 ? fresh({ status: 'alive' }) : failing({ status: 'stuck', silent })
}

/** Ready is a server whose workers all have their models. */
function readiness({ models, state }: ServeContext): Result {
  const status = readinessOf(models.ready && (state.group?.ready ?? true), state)
  const body = {
    status,
    ...(status === 'waiting' && { waiting_for: state.loading?.waitsFor }),
    models: Object.fromEntries(models.all.map((model) => [model.name, model.loaded ? model.version : null])),
  }
  return status === 'ready' ? fresh(body) : failing(body)
}

function readinessOf(loaded: boolean, { draining, loading }: ServeContext['state']): string {
  if (draining) return 'draining'
  if (loaded) return 'ready'
  return loading?.waitsFor === undefined ? 'loading' : 'waiting'
}

function fresh(value: unknown) {
  return { body: JSON.stringify(value), headers: { 'cache-control': 'no-store' } }
}

function failing(value: unknown): Result {
  return { body: JSON.stringify(value), status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '1' } }
}
