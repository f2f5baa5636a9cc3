import { exampleRequests } from '../../src/probe/example-requests.ts'
import type { LoadResult } from '../../src/probe/load/result.ts'
import { runLoad } from '../../src/probe/load/run-load.ts'
import { type Target, toTarget } from '../../src/probe/target.ts'
import { runWatch, type Watched } from '../../src/probe/watch/run-watch.ts'
import type { Mark } from '../../src/probe/watch/timeline-svg.ts'
import { toReport, type WatchReport } from '../../src/probe/watch/watch-report.ts'
import type { Stage } from './stage.ts'

/** Requests a second: of the load at each of the two doors, and of the watch. */
export const pace = { load: 50, watch: 10 }
/** A request that takes long on a busy machine is slow, and reported as that; it is not lost. */
const timeoutMs = 30_000
const settleMs = 3000
const slowMs = 1000

/** What was seen from outside while something was done to the replicas. */
export interface Observed {
  readonly watched: Watched
  readonly report: WatchReport
  readonly marks: readonly Mark[]
  /** By the door of the proxy. */
  readonly loads: { readonly patient: LoadResult; readonly cautious: LoadResult }
}

/**
 * Loads and watches the service while `act` goes on, and then until the version `until` is everywhere, or for three
 * more seconds. `act` calls `mark` at what the picture is to show.
 */
export async function observe(
  stage: Stage,
  until: string | undefined,
  act: (mark: (label: string) => void) => Promise<void>,
): Promise<Observed> {
  const ended = new AbortController()
  const { signal } = ended
  const moments: { readonly label: string; readonly at: number }[] = []
  const [patient, cautious] = [await targetsAt(stage.patient), await targetsAt(stage.cautious)]
  const load = (targets: readonly Target[]) => runLoad({ targets, connections: 64, rate: pace.load, timeoutMs, signal })
  const settled = new AbortController()
  const watching = runWatch({
    targets: patient,
    perSecond: pace.watch,
    timeoutMs,
    field: 'version',
    until,
    settleMs,
    maxMs: until === undefined ? undefined : 300_000,
    signal: settled.signal,
  })
  const loading = Promise.all([load(patient), load(cautious)])
  try {
    await act((label) => moments.push({ label, at: Date.now() }))
    if (until === undefined) setTimeout(() => settled.abort(), settleMs)
    const watched = await watching
    ended.abort()
    const [throughPatient, throughCautious] = await loading
    const frame = {
      target: `POST ${(patient[0] as Target).url.pathname}`,
      perSecond: pace.watch,
      field: 'version',
      until,
    }
    return {
      watched,
      report: toReport(watched, frame, { slowMs }),
      marks: moments.map(({ label, at }) => ({ label, atMs: at - watched.startedAt.getTime() })),
      loads: { patient: throughPatient, cautious: throughCautious },
    }
  } finally {
    settled.abort()
    ended.abort()
    await Promise.all([watching, loading])
  }
}

/** The service's own examples, sent through one of the proxy's doors. */
async function targetsAt(door: string): Promise<Target[]> {
  const document = await (await fetch(`${door}/openapi.json`)).json()
  return exampleRequests(document).map(({ method, path, body }) =>
    toTarget(`${door}${path}`, { method, body: JSON.stringify(body) }),
  )
}
