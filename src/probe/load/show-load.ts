import type { LatencyBar } from './latency-histogram.ts'
import type { Latencies, LoadResult } from './result.ts'

const barWidth = 40
/** From here on the client may be what is measured. */
const busyClient = 0.9

/** The result of a load for a terminal: counts, latencies, their histogram, failures by kind. */
export function showLoad(name: string, result: LoadResult): string {
  const { requests, failed, seconds, connections, rate, requestsPerSecond, bytes, failures } = result
  const pace = rate === undefined ? `${connections} at a time` : `${rate} a second, up to ${connections} at a time`
  const kinds = Object.entries(failures).sort(([, a], [, b]) => b - a)
  return [
    `${name}: ${grouped(requests)} requests, ${pace}, in ${seconds.toFixed(2)} s${result.interrupted ? ' (interrupted)' : ''}`,
    `  answered a second  ${grouped(Math.round(requestsPerSecond * 10) / 10)}`,
    `  failed             ${grouped(failed)}${failed > 0 ? ` (${((100 * failed) / requests).toFixed(2)} %)` : ''}`,
    `  read               ${(bytes / 1e6).toFixed(2)} MB`,
    ...showClient(result),
    ...showLatencies(result.latencyMs, rate !== undefined),
    ...showBars(result.bars),
    ...(kinds.length === 0
      ? []
      : ['  failures', ...kinds.map(([kind, count]) => `    ${grouped(count).padStart(9)}  ${kind}`)]),
  ].join('\n')
}

function showClient({ clientLoad, seconds }: LoadResult): string[] {
  // In the first second everybody is busy.
  if (clientLoad < busyClient || seconds < 1) return []
  const share = `${Math.round(100 * clientLoad)} %`
  return [`  this client was ${share} busy: the service may do better than these numbers; load it from several places`]
}

function showLatencies(latencies: Latencies, fromDue: boolean): string[] {
  if (latencies.min === null) return []
  const names = { min: 'min', mean: 'mean', p50: 'p50', p90: 'p90', p95: 'p95', p99: 'p99', p999: 'p99.9', max: 'max' }
  const cells = Object.entries(names).map(([key, name]) => {
    const text = milliseconds(latencies[key as keyof Latencies] ?? Number.NaN)
    const width = Math.max(name.length, text.length) + 2
    return [name.padStart(width), text.padStart(width)]
  })
  const line = (row: 0 | 1) => cells.map((cell) => cell[row]).join('')
  return [`  latency in ms${fromDue ? ', from when a request was due' : ''}`, `  ${line(0)}`, `  ${line(1)}`]
}

function showBars(bars: readonly LatencyBar[]): string[] {
  const most = Math.max(...bars.map(({ count }) => count))
  const bounds = bars.map(({ fromMs, toMs }) => [String(fromMs), String(toMs)] as const)
  const width = Math.max(0, ...bounds.flat().map(({ length }) => length))
  return bars.map(({ count }, j) => {
    const [from = '', to = ''] = bounds[j] ?? []
    return `    ${from.padStart(width)} – ${to.padStart(width)} ms  ${bar(count / most)} ${grouped(count)}`
  })
}

/** Eighths of a block: a count that is not zero shows. */
function bar(share: number): string {
  const eighths = share === 0 ? 0 : Math.max(1, Math.round(share * barWidth * 8))
  const rest = eighths % 8
  return `${'█'.repeat(Math.floor(eighths / 8))}${rest === 0 ? '' : '▏▎▍▌▋▊▉'[rest - 1]}`.padEnd(barWidth)
}

/** Three digits say enough of a latency. */
function milliseconds(ms: number): string {
  return ms < 100 ? ms.toPrecision(3) : grouped(Math.round(ms))
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
