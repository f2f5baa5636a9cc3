/**
 * What does a usual request cost, before and after?
 *
 *   node --conditions=slipway-source bench/reliability/cost.ts --before DIR [--pairs 60] [--requests 4000] [--only NAME]
 *     [--trial]
 *
 * The servers of an older checkout (--before) and of this one run side by side, the idle one idle, and are sent the same
 * small requests in turn: before, after, after, before, and so on. CPU is user and system time of the server's threads, to the
 * nanosecond: rounds can be short then, and neighbours on the machine disturb few of them. Needs Linux. Rewrites docs/reliability.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { machineFacts } from '../kit/machine.ts'
import { authorization } from '../kit/park-server.ts'
import { publish } from '../kit/report.ts'
import type { Server } from '../kit/server.ts'
import { median, medianRatio } from '../kit/stats.ts'
import { Checkout } from './kit/checkout.ts'
import { costReport } from './kit/cost-report.ts'
import { type Sending, send } from './kit/send.ts'
import { startSlipway } from './kit/slipway-target.ts'
import { smallRequest } from './kit/target.ts'
import { writePage } from './page.ts'

const { values: options } = parseArgs({
  options: {
    before: { type: 'string' },
    pairs: { type: 'string', default: '60' },
    requests: { type: 'string', default: '4000' },
    only: { type: 'string' },
    trial: { type: 'boolean', default: false },
  },
})
if (options.before === undefined) throw new Error('--before: expected the folder of an older checkout.')
const [pairs, count] = [Number(options.pairs), Number(options.requests)]
/** Requests that are on their way at once, each on a connection that is kept. */
const connections = 8
/** Pairs before those that are counted. */
const warmUp = 5
/** What a request may cost more. */
const mostTimes = 1.05

interface Scenario {
  readonly title: string
  readonly service: string
  readonly sending: Sending
}

interface Row {
  readonly scenario: Scenario
  /** Whether both answered the first request with the same text. */
  readonly answers: string
  /** Microseconds a request, a number a round. */
  readonly before: number[]
  readonly after: number[]
}

const json = { 'content-type': 'application/json' }
const review = 'The staff were wonderful, we loved every minute of our day, but the queues were far too long'
const flower = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 }
const scenarios: readonly Scenario[] = [
  {
    title: 'park-sentiment, `GET /v1/sentiment`, a user',
    service: 'park-sentiment',
    sending: {
      method: 'GET',
      path: `/v1/sentiment?sentence=${encodeURIComponent(review)}`,
      headers: { authorization },
    },
  },
  {
    title: 'park-sentiment, `POST /models/v1/predict`, a user, one text',
    service: 'park-sentiment',
    sending: smallRequest('/models/v1/predict'),
  },
  {
    title: 'ml-app, `POST /models/iris/predict`, one row',
    service: 'ml-app',
    sending: {
      method: 'POST',
      path: '/models/iris/predict',
      headers: json,
      body: JSON.stringify({ inputs: [flower] }),
    },
  },
  {
    title: 'ml-app, `POST /predict`, a route of its own',
    service: 'ml-app',
    sending: {
      method: 'POST',
      path: '/predict',
      headers: json,
      body: JSON.stringify({ features: Object.values(flower) }),
    },
  },
]

const checkouts = [new Checkout(resolve(options.before)), new Checkout(join(import.meta.dirname, '../..'))] as const
const rows: Row[] = []
try {
  for (const scenario of scenarios) {
    if (options.only === undefined || scenario.title.includes(options.only)) rows.push(await measure(scenario))
  }
} finally {
  for (const checkout of checkouts) checkout.remove()
}
report()

async function measure(scenario: Scenario): Promise<Row> {
  const [before, after] = await Promise.all(checkouts.map((checkout) => startSlipway(checkout, scenario)))
  if (before === undefined || after === undefined) throw new Error('A server did not start.')
  try {
    const texts = [await answerOf(before, scenario), await answerOf(after, scenario)]
    const row: Row = { scenario, answers: texts[0] === texts[1] ? 'the same' : 'not the same', before: [], after: [] }
    // The first pairs are not counted: code is compiled while they run.
    for (let pair = -warmUp; pair < pairs; pair++) {
      const turns = [
        { server: before, costs: row.before },
        { server: after, costs: row.after },
      ]
      for (const { server, costs } of pair % 2 === 0 ? turns : turns.toReversed()) {
        const cost = await costOf(server, scenario.sending)
        if (pair >= 0) costs.push(cost)
      }
    }
    console.log(
      scenario.title,
      median(row.before).toFixed(1),
      median(row.after).toFixed(1),
      timesBefore(row).toFixed(3),
    )
    return row
  } finally {
    await before.stop()
    await after.stop()
  }
}

/** What a server predicts, without what says which version of a model did. */
async function answerOf({ url }: Server, { title, sending }: Scenario): Promise<string> {
  const { ending, body } = await send(url, sending)
  if (ending !== 200) throw new Error(`${title} is answered with ${ending}: ${body}`)
  const { predictions, ...answer } = JSON.parse(body)
  return JSON.stringify(predictions ?? answer)
}

/** CPU of a server for one of many requests, in microseconds. @throws where one is not answered with 200 */
async function costOf(server: Server, sending: Sending): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const before = cpuUs(server)
  let left = count
  const client = async () => {
    while (left-- > 0) {
      const { ending } = await send(server.url, sending, { agent })
      if (ending !== 200) throw new Error(`${sending.path} is answered with ${ending}.`)
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  agent.destroy()
  // What is still to be logged, too.
  await sleep(20)
  return (cpuUs(server) - before) / count
}

/** Time that all threads of a server have run, in microseconds: the first field of `schedstat` is nanoseconds. */
function cpuUs(server: Server): number {
  const threads = server
    .processes()
    .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}`))
  return (
    threads.reduce((sum, thread) => sum + Number.parseInt(readFileSync(`${thread}/schedstat`, 'utf8'), 10), 0) / 1000
  )
}

function timesBefore({ before, after }: Row): number {
  return medianRatio(after, before)
}

function report(): void {
  const most = Math.max(...rows.map(timesBefore))
  publish(
    {
      question: 'What does a usual request cost, before and after?',
      setting: [
        'Before and after: the same two states of the repository, each built by slipway build, trained on the same data, logging a line a request.',
        `${count.toLocaleString('en')} requests a round over ${connections} connections that are kept, one worker; ${pairs} pairs of rounds in the order before, after, after, before. CPU: user and system time of the server.`,
        'times before: the median over the pairs of the ratio within each pair; in brackets the quartiles of those ratios.',
        'The machine had other work beside: a median of this many ratios is known to 2 or 3 in a hundred.',
      ],
      machine: machineFacts(),
      tables: [
        {
          title: 'CPU of a request',
          columns: ['request', 'answers', 'before, µs', 'after, µs', 'times before'],
          rows: rows.map((row) => [
            ...[row.scenario.title, row.answers, median(row.before), median(row.after), saidTimes(row)],
          ]),
        },
      ],
      goals: [
        {
          goal: `no usual request costs more than ${mostTimes} times what it did`,
          measured: `${most.toFixed(2)} times at the most`,
          met: most <= mostTimes,
        },
      ],
      raw: rows,
    },
    { keep: !options.trial, name: costReport, args: ['--before', 'DIR'] },
  )
  if (!options.trial) writePage()
}

function saidTimes(row: Row): string {
  const ratios = row.after.map((cost, pair) => cost / (row.before[pair] ?? Number.NaN))
  const inOrder = ratios.toSorted((a, b) => a - b)
  const [lower = Number.NaN, upper = Number.NaN] = [0.25, 0.75].map(
    (share) => inOrder[Math.floor(share * inOrder.length)],
  )
  return `${timesBefore(row).toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`
}
