import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { formatFor, formats, printMetrics } from '../metrics/print.ts'
import { mount } from '../mount.ts'

export function metricsRoute(app: FastifyInstance, context: ServeContext): void {
  const collect = context.collectMetrics
  if (collect === undefined) return
  mount(app, context, {
    method: 'GET',
    path: '/metrics',
    permit: 'everyone',
    quiet: true,
    answer: async (request) => {
      const format = formatFor(request.headers.accept)
      return { body: await printMetrics(await collect(), format), type: formats[format] }
    },
  })
}
