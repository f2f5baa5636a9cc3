/**
 * What does a request to a random forest cost, beside one to a logistic regression?
 *
 *   node --conditions=slipway-source bench/serve/serving-forest.ts [--rounds 3] [--seconds 3] [--rows 10000]
 *     [--connections 10] [--only NAME] [--trial]
 *
 * Pairs of services of one model each, trained on the same rows and built by `slipway build`: tables of 20 numbers, and
 * reviews by the pipelines of services/review-stars. `wrk` sends both the same requests, one row or text each, in turn.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ask } from '../kit/answers.ts'
import { machineFacts } from '../kit/machine.ts'
import { columns } from '../kit/made-table.ts'
import { forest, logistic, type ModelPair, ModelPairs } from '../kit/model-pairs.ts'
import { publish } from '../kit/report.ts'
import type { Server } from '../kit/server.ts'
import { median, medianRatio } from '../kit/stats.ts'
import { type Load, type Request, runWrk, writeRequests } from '../kit/wrk.ts'

interface Run extends Load {
  /** User and system time of the server, microseconds a request. */
  readonly cpuUs: number
  readonly memoryMb: number
}

interface Measured {
  readonly scenario: string
  readonly model: string
  /** Share of held-out rows that it answers right. */
  readonly accuracy: number
  readonly runs: Run[]
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '10' },
    only: { type: 'string' },
    trial: { type: 'boolean', default: false },
  },
})
const rows = Number(options.rows)
const pairs = new ModelPairs()
const scenarios: { [name: string]: () => ModelPair | Promise<ModelPair> } = {
  [`${columns} numbers`]: () => pairs.numbers(rows),
  'reviews of 100 words': () => pairs.reviews(),
}
const measured: Measured[] = []
for (const [name, pair] of Object.entries(scenarios)) {
  if (options.only === undefined || options.only === name) measured.push(...(await measure(name, await pair())))
}
pairs.remove()
report()

async function measure(scenario: string, pair: ModelPair): Promise<Measured[]> {
  const requests = pair.inputs.map(
    (input): Request => ({
      method: 'POST',
      path: '/models/m/predict',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ inputs: [input] }),
    }),
  )
  const file = join(pairs.folder, 'requests.txt')
  writeRequests(file, requests)
  const servers: { [model: string]: Server } = {}
  const found: Measured[] = []
  try {
    for (const model of Object.keys(pair.services)) {
      servers[model] = await pairs.start(pair, model)
      for (const request of requests.slice(0, 20)) await ask(servers[model], request)
      found.push({ scenario, model, accuracy: await accuracyOf(servers[model]), runs: [] })
    }
    // The first round is not counted: code is compiled while it runs.
    for (const server of Object.values(servers)) await load(server, file)
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const { model, runs } of found) runs.push(await load(servers[model], file))
    }
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
  return found
}

async function accuracyOf(server: Server): Promise<number> {
  const answer = await ask(server, { method: 'GET', path: '/models/m', headers: {} })
  return (JSON.parse(answer) as { scores: { accuracy: number } }).scores.accuracy
}

async function load(server: Server, file: string): Promise<Run> {
  const before = server.cpuSeconds()
  const seconds = Math.ceil(Number(options.seconds))
  const load = await runWrk(server.url, file, { connections: Number(options.connections), seconds })
  const cpuUs = ((server.cpuSeconds() - before) / load.requests) * 1e6
  const run = { ...load, cpuUs, memoryMb: server.memoryMb() }
  await server.settle()
  return run
}

function report(): void {
  const names = [...new Set(measured.map(({ scenario }) => scenario))]
  const of = ({ runs }: Measured, key: keyof Run) => runs.map((run) => run[key])
  const timesLogistic = (row: Measured) => {
    const other = measured.find(({ scenario, model }) => scenario === row.scenario && model === logistic)!
    return medianRatio(of(row, 'cpuUs'), of(other, 'cpuUs'))
  }
  const ratios = measured
    .filter(({ model }) => model === forest)
    .map((row) => ({ scenario: row.scenario, ratio: timesLogistic(row) }))
  publish(
    {
      question: 'What does a request to a random forest cost, beside one to a logistic regression?',
      setting: [
        `Services of one model each, built by slipway build, logging as shipped (info, a line a request), no users; POST /models/m/predict with one row or text.`,
        `${columns} numbers: ${rows.toLocaleString('en')} rows; the forest with its defaults, 100 trees grown to the end, the regression on scaled columns.`,
        'Reviews: park reviews and their stars, by the pipelines of services/review-stars (forest: 3,000 stems, leaves of 3; regression: stems and pairs of stems); texts of 100 words.',
        `wrk with one thread and ${options.connections} connections on the same machine; CPU is user and system time of the server over the requests that it answered. ${options.rounds} rounds of ${options.seconds} s in turn; medians, and medians of each round's ratio.`,
      ],
      machine: machineFacts(),
      tables: names.map((name) => ({
        title: `${name[0].toUpperCase()}${name.slice(1)}`,
        columns: [
          ...['', 'accuracy on held-out rows', 'CPU a request, µs', `times the regression's`],
          ...['requests a second', 'p50, ms', 'p99, ms', 'memory, MiB'],
        ],
        rows: measured
          .filter(({ scenario }) => scenario === name)
          .map((row) => [
            ...[row.model, row.accuracy, median(of(row, 'cpuUs')), timesLogistic(row)],
            median(row.runs.map(({ requests, seconds }) => requests / seconds)),
            ...[median(of(row, 'p50')), median(of(row, 'p99')), median(of(row, 'memoryMb'))],
          ]),
      })),
      goals: [
        {
          goal: "a forest at no more than twice logistic regression's CPU",
          measured: ratios.map(({ scenario, ratio }) => `${scenario} ${ratio.toFixed(2)} times`).join('; '),
          met: ratios.every(({ ratio }) => ratio <= 2),
        },
      ],
      raw: measured,
    },
    { keep: !options.trial && options.only === undefined },
  )
}
