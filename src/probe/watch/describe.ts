import type { Block, Document, Table } from '../report/document.ts'
import type { Asked } from './run-watch.ts'
import { timelineSvg } from './timeline-svg.ts'
import type { WatchReport } from './watch-report.ts'

/** What a watch has seen, as a page. */
export function toDocument(report: WatchReport, asked: readonly Asked[]): Document {
  const sentences = sentencesOf(report)
  return {
    title: `Watch of ${report.target}`,
    blocks: [
      { text: `Begun ${report.started_at}, ${report.seconds.toFixed(1)} s, ${report.per_second} questions a second.` },
      { list: sentences },
      pictureOf(report, asked),
      { heading: `Answers by ${report.field}` },
      { table: versionTable(report) },
      ...failureBlocks(report),
      ...latencyBlocks(report),
    ],
  }
}

/** The picture of a watch, with the words for who cannot see it. */
export function pictureOf(
  report: WatchReport,
  asked: readonly Asked[],
  marks?: Parameters<typeof timelineSvg>[2],
): Block {
  const versions = report.versions.map(({ version }) => version ?? 'no version').join(', then ')
  return {
    picture: timelineSvg(asked, report.seconds, marks),
    alt: `Answers over time by version: ${versions}; ${report.failed} failed`,
  }
}

/** The findings, the most wanted first. */
export function sentencesOf(report: WatchReport): string[] {
  const { asked, failed, slow, slow_ms, longest_gap: gap, problems } = report
  const quiet = report.versions.length === 1 && report.versions[0]?.version === null
  return [
    ...untilSentences(report),
    `${counted(asked, 'question')}: ${failed} failed, ${slow} took longer than ${slow_ms} ms.`,
    `The longest time without a good answer was ${gap.seconds.toFixed(2)} s, from ${gap.from.toFixed(1)} s on.`,
    ...(quiet ? [`No answer has a field "${report.field}"; --field names another.`] : []),
    ...problems.map((problem) => `Not kept: ${problem}.`),
  ]
}

function untilSentences({ until, field, end }: WatchReport): string[] {
  if (!until) return []
  const { version, first, last_other: last, delivered, since_change: sinceChange } = until
  if (first === null)
    return [`No answer had ${field}=${version}${end === 'interrupted' ? ' until the watch was interrupted' : ''}.`]
  const change =
    sinceChange === undefined || sinceChange === null ? '' : `, ${sinceChange.toFixed(1)} s after the change`
  return [
    `The first answer of ${version} came at ${first.toFixed(1)} s.`,
    last === null ? 'No other version answered.' : `The last answer of another version came at ${last.toFixed(1)} s.`,
    delivered === null
      ? `The last good answer was not of ${version}.`
      : `From ${delivered.toFixed(1)} s on${change}, every good answer was of ${version}.`,
  ]
}

export function versionTable({ field, versions }: WatchReport): Table {
  return {
    header: [field, 'good answers', 'first at', 'last at'],
    rows: versions.map(({ version, answers, first, last }) => [
      version === null ? 'none' : version,
      answers.toLocaleString('en-US'),
      `${first.toFixed(1)} s`,
      `${last.toFixed(1)} s`,
    ]),
  }
}

function failureBlocks({ failures, outages }: WatchReport): Block[] {
  if (outages.length === 0) return []
  const kinds = Object.entries(failures).map(([kind, count]) => [kind, count.toLocaleString('en-US')])
  const runs = outages.map(({ from, to, failed }) => [
    `${from.toFixed(1)} s`,
    to === null ? '–' : `${to.toFixed(1)} s`,
    failed.toLocaleString('en-US'),
  ])
  return [
    { heading: 'Failures' },
    { table: { header: ['kind', 'questions'], rows: kinds } },
    { table: { header: ['from', 'to the next good answer', 'questions failed'], rows: runs } },
  ]
}

function latencyBlocks({ latency_ms: latency }: WatchReport): Block[] {
  if (latency === null) return []
  const row = [latency.p50, latency.p95, latency.p99, latency.max].map((ms) => `${ms.toFixed(1)} ms`)
  return [
    { heading: 'How long a good answer took' },
    { table: { header: ['p50', 'p95', 'p99', 'longest'], rows: [row] } },
  ]
}

function counted(value: number, what: string): string {
  return `${value.toLocaleString('en-US')} ${what}${value === 1 ? '' : 's'}`
}
