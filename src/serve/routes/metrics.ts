import type { FastifyInstance } from 'fastify'
import type { ServeContext } from '../context.ts'
import { metricsType, printMetrics } from '../metrics/print.ts'
import { mount } from '../mount.ts'

export function metricsRoute(app: FastifyInstance, context: ServeContext): void {
  mount(app, context, {
    method: 'GET',
    path: '/metrics',
    permit: 'everyone',
    quiet: true,
    type: metricsType,
    answer: async () => printMetrics(await context.collectMetrics()),
  })
}
