import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ServeContext } from '../context.ts'
import { mount } from '../mount.ts'
import { sendJson } from './send.ts'

/** Alive: restart me when this fails. Ready: send me requests. Healthy: what simple monitors ask. */
export function probeRoutes(app: FastifyInstance, context: ServeContext): void {
  const { models, state } = context
  probe('/livez', (reply) => sendJson(reply, { status: 'alive' }))
  probe('/health', (reply) => sendJson(reply, { status: 'healthy' }))
  probe('/readyz', (reply) => {
    const ready = models.ready && !state.draining
    if (!ready) reply.code(503).header('retry-after', '1')
    sendJson(reply, {
      status: state.draining ? 'draining' : ready ? 'ready' : 'loading',
      models: Object.fromEntries(models.all.map((model) => [model.name, model.loaded ? model.version : null])),
    })
  })

  function probe(path: string, answer: (reply: FastifyReply) => void): void {
    mount(app, context, {
      method: 'GET',
      path,
      permit: 'everyone',
      quiet: true,
      answer: (_request, reply) => answer(reply.header('cache-control', 'no-store')),
    })
  }
}
