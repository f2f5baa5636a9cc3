import { SlipwayError } from '../../errors.ts'
import { checkReportNames, writeReport } from '../../probe/report/write-report.ts'
import { sentencesOf, toDocument, versionTable } from '../../probe/watch/describe.ts'
import { runWatch } from '../../probe/watch/run-watch.ts'
import { toReport } from '../../probe/watch/watch-report.ts'
import { defineCommand, shared } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { liveWatch } from '../live-watch.ts'
import { nameOf, probeTargets, requestOptions, userHint } from '../probe-target.ts'
import { table } from '../table.ts'

export default defineCommand({
  name: 'watch',
  positionals: [{ name: 'URL', help: "a route, or a service's address (its own example requests are then sent)" }],
  options: {
    until: {
      type: 'string',
      value: 'FIELD=VERSION',
      help: 'stop when every response has this version (default: run until Ctrl-C)',
    },
    field: {
      type: 'string',
      value: 'NAME',
      help: 'JSON field with the version, such as info.version (default: version)',
    },
    since: {
      type: 'string',
      value: 'TIME',
      help: 'time of the change, ISO 8601; delivery time is measured from it',
    },
    rate: { type: 'number', value: 'N', help: 'requests per second (default: 5)' },
    duration: { type: 'number', value: 'SECONDS', help: 'stop after SECONDS' },
    settle: {
      type: 'number',
      value: 'SECONDS',
      help: 'seconds without another version before the rollout counts as complete (default: 5)',
    },
    timeout: { type: 'number', value: 'SECONDS', help: 'request timeout (default: 5)' },
    slow: { type: 'number', value: 'MS', help: 'a successful response above MS counts as slow (default: 1000)' },
    ...requestOptions,
    'max-failed': { type: 'integer', value: 'N', help: 'fail if more than N requests fail' },
    'max-slow': { type: 'integer', value: 'N', help: 'fail if more than N responses are slow' },
    'max-gap': {
      type: 'number',
      value: 'SECONDS',
      help: 'fail if the gap between successful responses exceeds SECONDS',
    },
    'max-seconds': {
      type: 'number',
      value: 'SECONDS',
      help: 'stop and fail if the rollout takes longer than SECONDS',
    },
    out: { type: 'string', value: 'FILE', help: 'write the report as .json, .md, .html or .pdf', many: true },
    json: shared.json,
  },
  examples: [
    'slipway watch https://park-sentiment.example.com --user alice:wonderland --out rollout.html',
    'slipway watch http://localhost:5008/api/american --until version=0.2.0 --max-failed 0 --max-seconds 180',
    'slipway watch http://localhost:5008/openapi.json --until info.version=0.2.0 --since "$(git log -1 --format=%cI)"',
  ],
  async run([word = ''], options) {
    const { rate = 5, timeout = 5, settle = 5, slow = 1000, duration, out } = options
    const { field, until } = awaitedBy(options)
    const since = momentOf(options.since)
    const maxSeconds = options['max-seconds']
    checkOptions({ rate, timeout, until, maxSeconds })
    checkReportNames(out)
    const targets = await probeTargets(word, options)

    const live = liveWatch()
    // The budget runs from the change on, and part of it may be used up.
    const usedUp = since === undefined ? 0 : (Date.now() - since.getTime()) / 1000
    const watched = await untilInterrupted((signal) =>
      runWatch({
        targets,
        perSecond: rate,
        timeoutMs: timeout * 1000,
        field,
        until,
        settleMs: settle * 1000,
        maxMs: maxSeconds === undefined ? undefined : (maxSeconds - usedUp) * 1000,
        durationMs: duration === undefined ? undefined : duration * 1000,
        signal,
        onAsked: live.see,
      }),
    ).finally(live.stop)
    const frame = { target: nameOf(targets), perSecond: rate, field, until, since }
    const report = toReport(watched, frame, {
      slowMs: slow,
      maxFailed: options['max-failed'],
      maxSlow: options['max-slow'],
      maxGapSeconds: options['max-gap'],
      maxSeconds,
    })
    const written: string[] = []
    for (const file of out) written.push(...(await writeReport(file, toDocument(report, watched.asked), report)))

    const { header, rows } = versionTable(report)
    const text = [
      `${frame.target}, watched for ${report.seconds.toFixed(1)} s${report.end === 'interrupted' ? ' (interrupted)' : ''}`,
      ...sentencesOf(report).map((sentence) => `  ${sentence}`),
      ...(rows.length > 0 ? [table(header, rows)] : []),
      ...Object.entries(report.failures).map(([kind, count]) => `failed: ${count} × ${kind}`),
      ...userHint(report.failures, options.user),
      ...(written.length > 0 ? [`written: ${written.join(', ')}`] : []),
    ].join('\n')
    return { text, data: report, ok: report.ok }
  },
})

/** `--until FIELD=VERSION`; without a field in it, that of `--field`. */
function awaitedBy(options: { readonly until?: string | undefined; readonly field?: string | undefined }): {
  field: string
  until: string | undefined
} {
  const { until, field = 'version' } = options
  const equals = until?.indexOf('=') ?? -1
  if (until === undefined || equals < 0) return { field, until }
  const named = until.slice(0, equals)
  if (options.field !== undefined && options.field !== named)
    throw new SlipwayError(
      'USAGE',
      `slipway watch: --until speaks of "${named}", --field of "${field}"; name one of them.`,
    )
  return { field: named, until: until.slice(equals + 1) }
}

function momentOf(since: string | undefined): Date | undefined {
  if (since === undefined) return undefined
  const moment = new Date(since)
  if (Number.isNaN(moment.getTime()) || moment.getTime() > Date.now())
    throw new SlipwayError('USAGE', `--since: expected a moment of the past, as 2026-11-22T10:15:00Z; got "${since}".`)
  return moment
}

function checkOptions(options: {
  readonly rate: number
  readonly timeout: number
  readonly until: string | undefined
  readonly maxSeconds: number | undefined
}): void {
  const problems = [
    ...(options.rate <= 0 ? ['--rate is more than 0.'] : []),
    ...(options.timeout <= 0 ? ['--timeout is more than 0.'] : []),
    ...(options.until === '' ? ['--until: expected FIELD=VERSION, as version=0.2.0.'] : []),
    ...(options.maxSeconds !== undefined && options.until === undefined
      ? ['--max-seconds is how long a delivery may take: name what is delivered with --until, or use --duration.']
      : []),
  ]
  if (problems.length > 0)
    throw new SlipwayError('USAGE', problems.map((problem) => `slipway watch: ${problem}`).join('\n'))
}
