import type { MetricJson, MetricValue } from './snapshot.ts'

/**
 * What several processes counted, so that no sum ever falls: of each the last that it said, and of those that have ended
 * the sum of their counters. Prometheus takes a counter that falls for a restart, and adds what was there before again.
 */
export class Tally<Key> {
  readonly #last = new Map<Key, Map<string, MetricJson>>()
  readonly #carry = new Map<string, MetricJson>()

  /** Takes the place of what `key` said before, metric by metric. */
  keep(key: Key, metrics: readonly MetricJson[]): void {
    const last = this.#last.get(key) ?? new Map<string, MetricJson>()
    for (const metric of metrics) last.set(metric.name, metric)
    this.#last.set(key, last)
  }

  /** A process has ended: its counters stay, its gauges go. */
  bury(key: Key): void {
    for (const metric of this.#last.get(key)?.values() ?? []) {
      if (metric.type === 'gauge') continue
      const values = sum(this.#carry.get(metric.name)?.values ?? [], metric.values)
      this.#carry.set(metric.name, { ...metric, values })
    }
    this.#last.delete(key)
  }

  /** A list for each process, and one for those that have ended. */
  get all(): MetricJson[][] {
    return [...this.#last.values(), this.#carry].map((metrics) => [...metrics.values()])
  }
}

function sum(some: readonly MetricValue[], others: readonly MetricValue[]): MetricValue[] {
  const byLabels = new Map<string, MetricValue>()
  for (const one of [...some, ...others]) {
    const key = `${one.metricName} ${JSON.stringify(Object.entries(one.labels).sort())}`
    byLabels.set(key, { ...one, value: one.value + (byLabels.get(key)?.value ?? 0) })
  }
  return [...byLabels.values()]
}
