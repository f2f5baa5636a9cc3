import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { mount, type Result } from '../mount.ts'

/** Alive: restart me when this fails. Ready: send me requests. Healthy: what simple monitors ask. */
export function probeRoutes(app: FastifyInstance, context: ServeContext): void {
  probe(app, context, '/livez', () => fresh({ status: 'alive' }))
  probe(app, context, '/health', () => fresh({ status: 'healthy' }))
  probe(app, context, '/readyz', () => readiness(context))
}

function probe(app: FastifyInstance, context: ServeContext, path: string, answer: () => Result): void {
  mount(app, context, { method: 'GET', path, permit: 'everyone', quiet: true, answer })
}

function readiness({ models, state }: ServeContext): Result {
  const ready = models.ready && !state.draining
  return {
    ...fresh({
      status: ready ? 'ready' : state.draining ? 'draining' : 'loading',
      models: Object.fromEntries(models.all.map((model) => [model.name, model.loaded ? model.version : null])),
    }),
    ...(!ready && { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '1' } }),
  }
}

function fresh(value: unknown) {
  return { body: JSON.stringify(value), headers: { 'cache-control': 'no-store' } }
}
