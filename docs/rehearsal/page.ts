import { availableParallelism, loadavg, totalmem } from 'node:os'
import type { LoadResult } from '../../src/probe/load/result.ts'
import type { Block, Document } from '../../src/probe/report/document.ts'
import { pictureOf, versionTable } from '../../src/probe/watch/describe.ts'
import { engineVersion } from './docker.ts'
import { type Observed, pace } from './observe.ts'
import { newVersion, oldVersion, type Rehearsal, replicas } from './rehearse.ts'

/** The rehearsal as a page. */
export async function toPage(rehearsal: Rehearsal): Promise<Document> {
  const { replacement, kill } = rehearsal
  return {
    title: 'From a change to its delivery',
    blocks: [
      { text: await circumstances(replacement) },
      { list: findings(rehearsal) },
      { code: 'npm run rehearse' },
      { heading: 'How it was done' },
      { list: method },
      { heading: 'The replacement' },
      pictureOf(replacement.report, replacement.watched.asked, replacement.marks),
      { table: steps(rehearsal) },
      ...numbers(replacement),
      { heading: 'A replica is lost' },
      pictureOf(kill.report, kill.watched.asked, kill.marks),
      ...numbers(kill),
      { heading: 'What was tried' },
      { list: tried },
      { heading: 'What would differ on a cluster with Argo CD' },
      { list: onACluster },
    ],
  }
}

async function circumstances({ watched }: Observed): Promise<string> {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const machine = `${availableParallelism()} cores, ${memory}, Docker ${await engineVersion()}`
  const busy = loadavg()[2] ?? 0
  const others =
    busy > availableParallelism() ? `, and was busy with other work, too (load average ${busy.toFixed(1)})` : ''
  return `A rehearsal of continuous delivery with \`american-predictor\`, on one machine (${machine}) that also built the image, ran the proxy, sent the load and watched${others}. Made by the command below on ${watched.startedAt.toISOString().slice(0, 10)}; run it again and these pages are written anew.`
}

function findings({
  replacement,
  kill,
  buildSeconds,
  replaceSeconds,
  changeSeconds,
  recoverSeconds,
}: Rehearsal): string[] {
  return [
    `How long a change took: ${s(changeSeconds)} from the changed source to the moment from which every answer came from it; of these ${s(buildSeconds)} to build the image. Replacing ${replicas} replicas, one after another, took ${s(replaceSeconds)}.`,
    `Whether the service was ever offline meanwhile: ${offline(replacement)}`,
    `Whether it was when a replica was killed: ${offline(kill)} ${replicas} replicas were ready again ${s(recoverSeconds)} after the kill.`,
  ]
}

function offline({ report, loads }: Observed): string {
  const { asked, failed, longest_gap: gap, slow, slow_ms: slowMs } = report
  const { patient } = loads
  const verdict = failed + patient.failed === 0 ? 'never.' : 'in part.'
  return `${verdict} ${failed} of ${count(asked)} questions of the watch failed and ${patient.failed} of ${count(patient.requests)} requests of the load; ${slow} answers took longer than ${slowMs} ms; the longest time without a good answer was ${gap.seconds.toFixed(2)} s, with a question every ${1 / pace.watch} s.`
}

const method = [
  `${replicas} containers of one image, confined as in production (read-only, no capabilities, user 65532, 256 MB), the model mounted.`,
  "A proxy before them: Debian's haproxy finds them by a common name, checks `/readyz` of each every 200 ms, and takes it out after ten failed checks in a row.",
  `A load of ${pace.load} requests a second at each of two doors of the proxy, in an open loop: one door repeats a request that was not answered or was answered 503, the other one only what could not be sent.`,
  `A watch that asks ${pace.watch} times a second through the first door, each time over a new connection, and reads the \`version\` in the answer (\`slipway watch\`).`,
  `The change: a line of the service's source. The image of ${newVersion} is built from it; for each old replica a new one is started, awaited until the proxy finds it ready, and only then the old one is asked to end (SIGTERM).`,
  'The loss: SIGKILL for one replica, a new one started a second later.',
]

function steps({ buildSeconds, replaceSeconds, changeSeconds, replacement }: Rehearsal): {
  header: string[]
  rows: string[][]
} {
  const changedAt = (replacement.marks[0]?.atMs ?? Number.NaN) / 1000
  const { first, last_other: last } = replacement.report.until ?? {}
  const since = (at: number | null | undefined) => (at === null || at === undefined ? '–' : s(at - changedAt))
  return {
    header: ['since the change', 'seconds'],
    rows: [
      ['the image is built', s(buildSeconds)],
      [`first answer of ${newVersion}`, since(first)],
      [`last answer of ${oldVersion}`, since(last)],
      [`every answer is of ${newVersion}`, s(changeSeconds)],
      ['the last old replica has ended', s(buildSeconds + replaceSeconds)],
    ],
  }
}

function numbers({ report, loads }: Observed): Block[] {
  const row = (name: string, { requests, failed, failures, latencyMs }: LoadResult) => [
    name,
    count(requests),
    failed === 0 ? '0' : `${failed} (${Object.keys(failures).join(', ')})`,
    ms(latencyMs.p50),
    ms(latencyMs.p99),
    ms(latencyMs.max),
  ]
  const { latency_ms: latency } = report
  const kinds = Object.keys(report.failures).join(', ')
  const watched = report.failed === 0 ? '0' : `${report.failed} (${kinds})`
  return [
    { table: versionTable(report) },
    {
      table: {
        header: ['through the proxy', 'requests', 'failed', 'p50', 'p99', 'longest'],
        rows: [
          ['the watch', count(report.asked), watched, ms(latency?.p50), ms(latency?.p99), ms(latency?.max)],
          row('load, repeated when not answered', loads.patient),
          row('load, repeated when not sent', loads.cautious),
        ],
      },
    },
  ]
}

/** What changed the picture while the rehearsal was being made, with the numbers seen then. */
const tried = [
  'Readiness that is lost too easily: with one failed check enough, and 200 ms for it, the build of the image on the same two cores made the proxy give up all three replicas at times; 31 of 398 requests were answered 503. The proxy now waits for ten failed checks in a row, with 5 s for each. The Kubernetes files, too, take a pod out after more than one (two, with 2 s for each).',
  'A replica that is named before it is ready: haproxy sends requests to a server as soon as DNS names it, before its first check. A replica that was still loading answered 99 of 2,733 of them with 503; repeated on 503 as well, 0 of 6,326 failed.',
  'A long wait for a connection: the address of a container that has ended answers nothing. With 1 s for a connection, 7 of 108 answers took longer than a second; the proxy waits 200 ms now, then asks another replica.',
  'Repeating: a request that was sent to a replica that is then killed gets no answer. A proxy that does not repeat a POST, as most do not, lost 2 of 397 requests in a kill; one that does lost none. A prediction changes nothing, so repeating it is safe.',
]

/** What was measured on a cluster, and what no rehearsal on one machine can show. */
const onACluster = [
  "With Argo CD 3.4.7 on a cluster of one node (Kubernetes 1.34.4), measured: by webhook the first response of a new version came 3.7 s after the push and the last of the old one after 22 s; polled every 10 s, 19 s and 36 s; polled as by default (every 120 s and up to 60 s later), a push was noticed after 37 s (0 to 180 s). None of 3,500 requests was lost. To these times come the pipeline's tests, pushing and pulling the image, and the commit that sets its tag.",
  'A missing tag and an image that crashes: the old version served, 0 of 2,777 requests were lost, and `git revert` was healthy again after 14 s. A Service that was deleted was back after 0.5 s, an image changed by hand after 0.7 s.',
  'To measure it there: `slipway watch https://HOST/api/american --until version=… --since "$(git log -1 --format=%cI)" --max-failed 0 --out delivery.pdf`, started at the push.',
  'The Deployment replaces in the same way (one replica more, none less), but an old pod first pauses for 10 s after it is taken out of the Service, so that no proxy still sends to it. Here nothing waits, and the proxy has to cope.',
  "Pods run on several nodes: scheduling and pulling an image onto a node that lacks it take seconds that do not appear here; on the other hand the build does not take the replicas' cores.",
  'A killed container is restarted by its node at once, with growing pauses if it happens again; a lost node takes its pods away for minutes, which is why the replicas are spread over nodes and a disruption budget keeps two.',
  'Whether the ingress controller repeats a POST depends on its kind; most do so only when it could not be sent.',
]

function s(seconds: number): string {
  return `${seconds.toFixed(1)} s`
}

function ms(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${value.toFixed(1)} ms`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
