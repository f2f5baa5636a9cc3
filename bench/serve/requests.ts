/**
 * What does a request cost, beside bare `node:http` and beside Flask?
 *
 *   node --conditions=slipway-source bench/serve/requests.ts [--rounds 3] [--seconds 3] [--workers 1,2]
 *     [--connections 10,50] [--only NAME] [--trial]
 *
 * services/park-sentiment, trained on the park reviews and built by `slipway build`, logging as shipped: at `info`, a line
 * a request. `wrk` sends texts of 100 words. All servers run side by side, the idle ones idle; they are loaded in turn, and
 * before that their answers are compared.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { collectAnswers, compareAnswers } from '../kit/answers.ts'
import { machineFacts } from '../kit/machine.ts'
import { hundredWordTexts, predictRequests, sentimentRequests } from '../kit/park-requests.ts'
import { ParkServers } from '../kit/park-server.ts'
import { publish } from '../kit/report.ts'
import type { Server } from '../kit/server.ts'
import { median, medianRatio } from '../kit/stats.ts'
import { type Load, type Request, runWrk, writeRequests } from '../kit/wrk.ts'

interface Run extends Load {
  /** User and system time of all the server's processes, microseconds a request. */
  readonly cpuUs: number
  readonly memoryMb: number
}

interface Measured {
  readonly scenario: string
  readonly workers: number
  readonly connections: number
  readonly server: string
  readonly answers: string
  readonly runs: Run[]
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '1,2' },
    connections: { type: 'string', default: '10,50' },
    only: { type: 'string' },
    trial: { type: 'boolean', default: false },
  },
})
const numbers = (list: string) => list.split(',').map(Number)
const seconds = Number(options.seconds)

const texts = await hundredWordTexts(4000)
const singles = texts.slice(0, 2000)
const quiet = 'slipway, LOG_LEVEL=warn'
const hashing = 'Flask, hashing each password'
const scenarios: { [name: string]: { requests: Request[]; textsEach: number; servers: string[] } } = {
  'GET /v1/sentiment': {
    requests: sentimentRequests('v1', singles),
    textsEach: 1,
    servers: ['slipway', quiet, 'bare node:http', 'Flask', hashing],
  },
  'POST /models/v1/predict, 1 text': {
    requests: predictRequests(singles, 1),
    textsEach: 1,
    servers: ['slipway', 'bare node:http', 'Flask'],
  },
  'POST /models/v1/predict, 1,000 texts': {
    requests: predictRequests(texts, 1000),
    textsEach: 1000,
    servers: ['slipway', 'bare node:http', 'Flask'],
  },
  'GET /v2/sentiment': {
    requests: sentimentRequests('v2', singles),
    textsEach: 1,
    servers: ['slipway', 'bare node:http', 'Flask'],
  },
}

const park = new ParkServers()
const measured: Measured[] = []
for (const workers of numbers(options.workers)) measured.push(...(await measure(workers)))
park.remove()
report()

async function measure(workers: number): Promise<Measured[]> {
  const ours = await park.slipway(workers)
  const known = join(park.folder, 'answers.json')
  writeFileSync(known, JSON.stringify(await collectAnswers(ours, texts, singles)))
  const servers: { [name: string]: Server } = {
    slipway: ours,
    [quiet]: await park.slipway(workers, { LOG_LEVEL: 'warn' }),
    'bare node:http': await park.bare(workers, known),
    Flask: await park.flask(workers, true),
    [hashing]: await park.flask(workers, false),
  }
  const found: Measured[] = []
  try {
    for (const [scenario, { requests, servers: names }] of Object.entries(scenarios)) {
      if (options.only !== undefined && scenario !== options.only) continue
      const file = join(park.folder, 'requests.txt')
      writeRequests(file, requests)
      const answers = new Map<string, string>()
      for (const name of names) {
        const some = requests.slice(0, name === hashing ? 3 : 20)
        answers.set(name, await compareAnswers(ours, servers[name], some))
      }
      for (const connections of numbers(options.connections)) {
        const rows = names.map((server) => ({
          ...{ scenario, workers, connections, server, answers: answers.get(server)!, runs: [] as Run[] },
        }))
        // The first round is not counted: code is compiled while it runs.
        for (const { server } of rows) await load(servers[server], file, connections, seconds)
        for (let round = 0; round < Number(options.rounds); round++) {
          for (const { server, runs } of rows) runs.push(await load(servers[server], file, connections, seconds))
        }
        found.push(...rows)
      }
    }
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
  return found
}

async function load(server: Server, file: string, connections: number, seconds: number): Promise<Run> {
  const before = server.cpuSeconds()
  const load = await runWrk(server.url, file, { connections, seconds: Math.ceil(seconds) })
  const cpuUs = ((server.cpuSeconds() - before) / load.requests) * 1e6
  const run = { ...load, cpuUs, memoryMb: server.memoryMb() }
  await server.settle()
  return run
}

function report(): void {
  const tables = numbers(options.workers).flatMap((workers) =>
    Object.entries(scenarios)
      .filter(([scenario]) => measured.some((row) => row.scenario === scenario))
      .map(([scenario, { textsEach }]) => ({
        title: `${scenario}; ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
        columns: [
          ...['connections', '', 'answers', 'CPU a request, µs', "times slipway's"],
          ...[textsEach > 1 ? 'texts a second' : 'requests a second', 'p50, ms', 'p99, ms', 'memory, MiB'],
        ],
        rows: measured
          .filter((row) => row.scenario === scenario && row.workers === workers)
          .map((row) => [
            ...[row.connections, row.server, row.answers, of(row, 'cpuUs'), timesOurs(row)],
            median(row.runs.map(({ requests, seconds }) => (requests * textsEach) / seconds)),
            ...[of(row, 'p50'), of(row, 'p99'), of(row, 'memoryMb')],
          ]),
      })),
  )
  publish(
    {
      question: 'What does a request cost, beside bare node:http and beside Flask?',
      setting: [
        'Server: park-sentiment trained on the park reviews, built by slipway build, logging as shipped (info, a line a request), a user with every request; texts of 100 words.',
        'bare node:http: parses the same requests and answers the same bytes from a table; no users, no checks, no model, no log.',
        "Flask: gunicorn's default workers, flask_httpauth that remembers a verified password, scikit-learn with our model's numbers, stems remembered, vaderSentiment; no log. And once as the examples have it, hashing the password each time.",
        `wrk with one thread on the same machine; CPU is user and system time of all processes of a server over the requests that it answered. ${options.rounds} rounds of ${seconds} s in turn; medians, and medians of each round's ratio.`,
      ],
      machine: machineFacts(['flask', 'flask-httpauth', 'gunicorn', 'scikit-learn', 'vaderSentiment']),
      tables,
      goals: goals(),
      raw: measured,
    },
    { keep: !options.trial && options.only === undefined },
  )
}

function of(row: Measured, key: keyof Run): number {
  return median(row.runs.map((run) => run[key]))
}

function timesOurs(row: Measured): number {
  const ours = beside(row, 'slipway')!
  return medianRatio(
    row.runs.map((run) => run.cpuUs),
    ours.runs.map((run) => run.cpuUs),
  )
}

function beside({ scenario, workers, connections }: Measured, server: string): Measured | undefined {
  return measured.find(
    (row) =>
      row.scenario === scenario && row.workers === workers && row.connections === connections && row.server === server,
  )
}

function goals() {
  const first = measured.find((row) => row.scenario === 'GET /v1/sentiment')
  const batches = measured.filter(
    (row) => row.server === 'slipway' && row.scenario.endsWith('1,000 texts') && row.workers === 2,
  )
  const found = []
  if (first) {
    const bare = 1 / timesOurs(beside(first, 'bare node:http')!)
    const flask = timesOurs(beside(first, 'Flask')!)
    found.push(
      {
        goal: 'GET /v1/sentiment in twice the CPU of bare node:http',
        measured: `${bare.toFixed(2)} times`,
        met: bare <= 2,
      },
      { goal: '25 times less CPU than Flask', measured: `${flask.toFixed(0)} times less`, met: flask >= 25 },
    )
  }
  if (batches.length > 0) {
    const best = Math.max(...batches.map((row) => median(row.runs.map((run) => (run.requests * 1000) / run.seconds))))
    found.push({
      goal: '120,000 texts a second in batches on two cores',
      measured: `${Math.round(best).toLocaleString('en')} a second, with wrk on the same cores`,
      met: best >= 120_000,
    })
  }
  return found
}
