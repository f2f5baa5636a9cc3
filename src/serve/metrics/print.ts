import type { MetricJson } from './snapshot.ts'

type PromClient = typeof import('prom-client')
let client: Promise<PromClient> | undefined

/** Loaded when somebody first asks for metrics: a server is ready sooner without it. */
function promClient(): Promise<PromClient> {
  client ??= import('prom-client').then((module) => {
    module.collectDefaultMetrics()
    return module
  })
  return client
}

/** The metrics of Node and of this process: CPU, memory, event loop, garbage collection. */
export async function processMetrics(): Promise<MetricJson[]> {
  const { register } = await promClient()
  return (await register.getMetricsAsJSON()) as unknown as MetricJson[]
}

/** Prometheus' text from what one process counted, or from what several did. */
export async function printMetrics(workers: readonly (readonly MetricJson[])[]): Promise<string> {
  const { AggregatorRegistry } = await promClient()
  // prom-client's types say object[], and mean a list for each worker.
  return AggregatorRegistry.aggregate(workers as unknown as object[]).metrics()
}

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'
