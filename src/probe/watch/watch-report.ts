import { percentile } from '../percentile.ts'
import { rounded } from '../rounded.ts'
import type { Asked, Watched } from './run-watch.ts'

/** What a watch has seen. Times in seconds from the start of the watch unless they say otherwise. */
export interface WatchReport {
  readonly target: string
  /** ISO 8601. */
  readonly started_at: string
  readonly seconds: number
  readonly end: Watched['end']
  readonly per_second: number
  /** The field that tells the version. */
  readonly field: string
  readonly asked: number
  /** No whole answer in time, or a status of 400 and above. */
  readonly failed: number
  readonly failures: { readonly [kind: string]: number }
  /** Runs of failed questions, from the first one put to the next good answer; the last may be open. */
  readonly outages: readonly Outage[]
  /** Good answers that took longer than `slow_ms`. */
  readonly slow: number
  readonly slow_ms: number
  /** Of good answers; null where there were none. */
  readonly latency_ms: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number } | null
  /** The longest time without a good answer, and when it began. */
  readonly longest_gap: { readonly seconds: number; readonly from: number }
  /** In the order of their first answers. */
  readonly versions: readonly SeenVersion[]
  readonly until?: Awaited
  /** What was not kept to, a sentence each. */
  readonly problems: readonly string[]
  readonly ok: boolean
}

export interface Outage {
  readonly from: number
  readonly to: number | null
  readonly failed: number
}

export interface SeenVersion {
  /** Null of answers without the field. */
  readonly version: string | null
  readonly answers: number
  readonly first: number
  readonly last: number
}

export interface Awaited {
  readonly version: string
  readonly first: number | null
  /** The last good answer of another version. */
  readonly last_other: number | null
  /** From when on every good answer was of the awaited version; null where the last one was not. */
  readonly delivered: number | null
  /** The same from `--since`, where it was given. */
  readonly since_change?: number | null
}

export interface WatchBudget {
  readonly slowMs: number
  readonly maxFailed?: number | undefined
  readonly maxSlow?: number | undefined
  readonly maxGapSeconds?: number | undefined
  /** From the change, or from the start of the watch, to the awaited version everywhere. */
  readonly maxSeconds?: number | undefined
}

export interface WatchFrame {
  readonly target: string
  readonly perSecond: number
  readonly field: string
  readonly until?: string | undefined
  /** The moment of the change; the delivery is counted from it. */
  readonly since?: Date | undefined
}

/** Adds up what was seen and holds it against the budget. */
export function toReport(watched: Watched, frame: WatchFrame, budget: WatchBudget): WatchReport {
  const { asked, seconds, end, startedAt } = watched
  const good = asked.filter(({ failure }) => failure === undefined)
  const failures: Record<string, number> = {}
  for (const { failure } of asked) if (failure !== undefined) failures[failure] = (failures[failure] ?? 0) + 1
  const until = frame.until === undefined ? undefined : awaited(good, frame.until, startedAt, frame.since)
  const seen = rounded({
    target: frame.target,
    started_at: startedAt.toISOString(),
    seconds,
    end,
    per_second: frame.perSecond,
    field: frame.field,
    asked: asked.length,
    failed: asked.length - good.length,
    failures,
    outages: outagesIn(asked),
    slow: good.filter(({ ms }) => ms > budget.slowMs).length,
    slow_ms: budget.slowMs,
    latency_ms: latencies(good),
    longest_gap: longestGap(good, seconds),
    versions: versionsIn(good),
    ...(until && { until }),
  })
  const problems = notKept(seen, budget)
  return { ...seen, problems, ok: problems.length === 0 }
}

/** When an answer came, in seconds. */
function cameAt({ atMs, ms }: Asked): number {
  return (atMs + ms) / 1000
}

function awaited(good: readonly Asked[], version: string, startedAt: Date, since: Date | undefined): Awaited {
  const first = Math.min(...good.filter((asked) => asked.version === version).map(cameAt))
  const lastOther = Math.max(...good.filter((asked) => asked.version !== version).map(cameAt))
  const after = good
    .map((asked) => ({ version: asked.version, came: cameAt(asked) }))
    .filter(({ came }) => came > lastOther)
  const delivered = orNull(Math.min(...after.map(({ came }) => came)))
  const late = since === undefined ? 0 : (startedAt.getTime() - since.getTime()) / 1000
  return {
    version,
    first: orNull(first),
    last_other: orNull(lastOther),
    delivered,
    ...(since && { since_change: delivered === null ? null : delivered + late }),
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function outagesIn(asked: readonly Asked[]): Outage[] {
  const outages: { from: number; to: number | null; failed: number }[] = []
  let open = false
  for (const entry of asked) {
    const last = outages.at(-1)
    if (entry.failure === undefined) {
      if (open && last) last.to = cameAt(entry)
      open = false
    } else if (open && last) last.failed++
    else {
      outages.push({ from: entry.atMs / 1000, to: null, failed: 1 })
      open = true
    }
  }
  return outages
}

/** From the start to the first good answer, between good answers, and from the last to the end. */
function longestGap(good: readonly Asked[], seconds: number): { seconds: number; from: number } {
  const moments = [0, ...good.map(cameAt).sort((a, b) => a - b), seconds]
  let longest = { seconds: 0, from: 0 }
  for (let i = 1; i < moments.length; i++) {
    const [from, to] = [moments[i - 1] as number, moments[i] as number]
    if (to - from > longest.seconds) longest = { seconds: to - from, from }
  }
  return longest
}

function latencies(good: readonly Asked[]): WatchReport['latency_ms'] {
  if (good.length === 0) return null
  const ms = Float64Array.from(good, (asked) => asked.ms).sort()
  return { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99), max: percentile(ms, 1) }
}

function versionsIn(good: readonly Asked[]): SeenVersion[] {
  const versions = new Map<string | null, { version: string | null; answers: number; first: number; last: number }>()
  for (const asked of good) {
    const [version, came] = [asked.version ?? null, cameAt(asked)]
    const seen = versions.get(version) ?? { version, answers: 0, first: came, last: came }
    versions.set(version, seen)
    seen.answers++
    seen.first = Math.min(seen.first, came)
    seen.last = Math.max(seen.last, came)
  }
  return [...versions.values()].sort((a, b) => a.first - b.first)
}

function notKept(seen: Omit<WatchReport, 'problems' | 'ok'>, budget: WatchBudget): string[] {
  const { maxFailed = Number.POSITIVE_INFINITY, maxSlow = Number.POSITIVE_INFINITY, maxGapSeconds, maxSeconds } = budget
  const problems: string[] = []
  const { until, longest_gap: gap } = seen
  if (seen.asked === seen.failed) problems.push('no question was answered well')
  if (seen.failed > maxFailed)
    problems.push(`${seen.failed} of ${seen.asked} questions failed, at most ${maxFailed} may`)
  if (seen.slow > maxSlow)
    problems.push(`${seen.slow} answers took longer than ${seen.slow_ms} ms, at most ${maxSlow} may`)
  if (maxGapSeconds !== undefined && gap.seconds > maxGapSeconds)
    problems.push(`there was no good answer for ${gap.seconds.toFixed(2)} s, at most ${maxGapSeconds} s may be`)
  if (until) {
    const took = until.since_change === undefined ? until.delivered : until.since_change
    if (seen.end !== 'delivered' || took === null)
      problems.push(`${seen.field}=${until.version} did not come to be everywhere`)
    else if (maxSeconds !== undefined && took > maxSeconds)
      problems.push(
        `${seen.field}=${until.version} was everywhere after ${took.toFixed(1)} s, at most ${maxSeconds} s may be`,
      )
  }
  return problems
}
