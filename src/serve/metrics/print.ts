import type { Registry } from 'prom-client'
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

/**
 * The metrics of Node and of this process: CPU, memory, event loop, garbage collection. What means nothing as a sum, such
 * as when the process started, is marked `first`: of several processes the first one's counts.
 */
export async function processMetrics(): Promise<MetricJson[]> {
  const { register } = await promClient()
  const metrics = (await register.getMetricsAsJSON()) as unknown as (Omit<MetricJson, 'aggregator'> & {
    readonly aggregator: MetricJson['aggregator'] | 'omit'
  })[]
  return metrics.map((metric) => ({
    ...metric,
    aggregator: metric.aggregator === 'omit' ? 'first' : metric.aggregator,
  }))
}

/** The two ways in which metrics are written, by the names that Prometheus asks for them. */
export const formats = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
} as const

export type Format = keyof typeof formats

/** Prometheus' text from what one process counted, or from what several did. */
export async function printMetrics(workers: readonly (readonly MetricJson[])[], format: Format): Promise<string> {
  const { AggregatorRegistry } = await promClient()
  // prom-client's types say object[], and mean a list for each worker; they lack the second parameter.
  const aggregate = AggregatorRegistry.aggregate as (workers: unknown, contentType: string) => Registry
  return aggregate(format === 'text' ? workers : workers.map(withoutSuffix), formats[format]).metrics()
}

/** In OpenMetrics `_total` belongs to a counter's samples and not to its name, and prom-client adds it to them. */
function withoutSuffix(metrics: readonly MetricJson[]): MetricJson[] {
  return metrics.map((metric) =>
    metric.type === 'counter' ? { ...metric, name: metric.name.replace(/_total$/, '') } : metric,
  )
}

/** The format that a client would rather have: OpenMetrics only where `Accept` names it and likes nothing better. */
export function formatFor(accept = ''): Format {
  const liking = (type: string): number => {
    const range = accept.split(',').find((one) => one.trim().toLowerCase().startsWith(type))
    if (range === undefined) return 0
    return Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? 1)
  }
  const openMetrics = liking('application/openmetrics-text')
  return openMetrics > 0 && openMetrics >= liking('text/plain') ? 'openMetrics' : 'text'
}
