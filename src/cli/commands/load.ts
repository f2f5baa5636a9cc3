import { SlipwayError } from '../../errors.ts'
import { broken } from '../../probe/load/limits.ts'
import { toJson } from '../../probe/load/result.ts'
import { runLoad } from '../../probe/load/run-load.ts'
import { showLoad } from '../../probe/load/show-load.ts'
import { defineCommand, shared } from '../command.ts'
import { untilInterrupted } from '../interrupt.ts'
import { nameOf, probeTargets, requestOptions, userHint } from '../probe-target.ts'
import { progressBars } from '../progress.ts'

export default defineCommand({
  name: 'load',
  positionals: [{ name: 'URL', help: "a route, or a service's address (its own example requests are then sent)" }],
  options: {
    requests: {
      type: 'integer',
      short: 'n',
      value: 'N',
      help: 'number of requests (default: 1000, or until --duration ends)',
    },
    connections: {
      type: 'integer',
      short: 'c',
      value: 'N',
      help: 'maximum concurrent requests (default: 10; with --rate: 256)',
    },
    rate: {
      type: 'number',
      value: 'N',
      help: 'requests per second, sent on schedule (default: each connection waits for its response)',
    },
    duration: { type: 'number', value: 'SECONDS', help: 'stop after SECONDS' },
    timeout: { type: 'number', value: 'SECONDS', help: 'request timeout (default: 10)' },
    ...requestOptions,
    'max-failed': { type: 'integer', value: 'N', help: 'fail if more than N requests fail' },
    'max-p50': { type: 'number', value: 'MS', help: 'fail if median latency exceeds MS' },
    'max-p95': { type: 'number', value: 'MS', help: 'fail if p95 latency exceeds MS' },
    'max-p99': { type: 'number', value: 'MS', help: 'fail if p99 latency exceeds MS' },
    'min-rate': { type: 'number', value: 'N', help: 'fail if throughput is below N requests per second' },
    json: shared.json,
  },
  examples: [
    'slipway load http://localhost:5008 -n 1000 -c 50',
    'slipway load http://localhost:5002/v1/sentiment --user alice:wonderland --duration 10',
    'slipway load http://localhost:5008/api/american --body @tweet.json --rate 200 --duration 30 --max-failed 0 --max-p99 50',
  ],
  async run([word = ''], options) {
    const { rate, duration, timeout = 10 } = options
    const requests = options.requests ?? (duration === undefined ? 1000 : undefined)
    const connections = options.connections ?? (rate === undefined ? 10 : 256)
    checkPositive({ requests, connections, rate, duration, timeout })
    const targets = await probeTargets(word, options)

    const bars = progressBars()
    const result = await untilInterrupted((signal) =>
      runLoad({
        targets,
        connections,
        rate,
        requests,
        durationMs: duration === undefined ? undefined : duration * 1000,
        timeoutMs: timeout * 1000,
        signal,
        onProgress: (share) => bars.show({ label: 'load', share: Math.min(share, 1) }),
      }),
    ).finally(bars.stop)
    const problems = broken(result, {
      maxFailed: options['max-failed'],
      maxP50: options['max-p50'],
      maxP95: options['max-p95'],
      maxP99: options['max-p99'],
      minRate: options['min-rate'],
    })
    const name = nameOf(targets)
    const text = [
      showLoad(name, result),
      ...userHint(result.failures, options.user),
      ...problems.map((problem) => `not kept: ${problem}`),
    ].join('\n')
    return {
      text,
      data: { target: name, ...toJson(result), ok: problems.length === 0, problems },
      ok: problems.length === 0,
    }
  },
})

function checkPositive(values: { readonly [option: string]: number | undefined }): void {
  const wrong = Object.entries(values).filter(([, value]) => value !== undefined && value <= 0)
  if (wrong.length === 0) return
  throw new SlipwayError('USAGE', wrong.map(([name]) => `slipway load: --${name} is more than 0.`).join('\n'))
}
