import type { LoadResult } from './result.ts'

/** What a load must keep to; what is absent is not judged. */
export interface LoadLimits {
  readonly maxFailed?: number | undefined
  /** Milliseconds. */
  readonly maxP50?: number | undefined
  readonly maxP95?: number | undefined
  readonly maxP99?: number | undefined
  /** Requests answered a second. */
  readonly minRate?: number | undefined
}

/** What a load did not keep to, a sentence each; a load without a single good answer never passes. */
export function broken(result: LoadResult, limits: LoadLimits): string[] {
  const { failed, requests, latencyMs, requestsPerSecond } = result
  const problems: string[] = []
  if (failed >= requests) problems.push(requests === 0 ? 'nothing was asked' : 'no request was answered well')
  if (failed > (limits.maxFailed ?? Number.POSITIVE_INFINITY))
    problems.push(`${failed} requests failed, at most ${limits.maxFailed} may`)
  for (const [name, limit, ms] of [
    ['p50', limits.maxP50, latencyMs.p50],
    ['p95', limits.maxP95, latencyMs.p95],
    ['p99', limits.maxP99, latencyMs.p99],
  ] as const) {
    if (limit !== undefined && ms !== null && ms > limit)
      problems.push(`${name} is ${ms.toFixed(1)} ms, at most ${limit} ms may be`)
  }
  if (requestsPerSecond < (limits.minRate ?? 0))
    problems.push(`${requestsPerSecond.toFixed(1)} requests were answered a second, at least ${limits.minRate} must be`)
  return problems
}
