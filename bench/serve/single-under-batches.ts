/**
 * How long does a single request wait while others send batches of 1,000 texts?
 *
 *   node --conditions=slipway-source bench/serve/single-under-batches.ts [--rounds 3] [--seconds 5] [--workers 1,2] [--trial]
 *
 * One connection asks `GET /v1/sentiment`, one request after the other; first alone, then while two other connections
 * send batches all the time. Beside it Flask under gunicorn, loaded in the same way in turn.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareAnswers } from '../kit/answers.ts'
import { machineFacts } from '../kit/machine.ts'
import { hundredWordTexts, predictRequests, sentimentRequests } from '../kit/park-requests.ts'
import { ParkServers } from '../kit/park-server.ts'
import { publish } from '../kit/report.ts'
import type { Server } from '../kit/server.ts'
import { median } from '../kit/stats.ts'
import { type Load, runWrk, writeRequests } from '../kit/wrk.ts'

interface Run {
  readonly alone: Load
  readonly beside: Load
  readonly batches: Load
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    workers: { type: 'string', default: '1,2' },
    trial: { type: 'boolean', default: false },
  },
})
const seconds = Number(options.seconds)
const texts = await hundredWordTexts(4000)
const singles = sentimentRequests('v1', texts.slice(0, 200))
const batches = predictRequests(texts, 1000)

const park = new ParkServers()
const singlesFile = join(park.folder, 'singles.txt')
const batchesFile = join(park.folder, 'batches.txt')
writeRequests(singlesFile, singles)
writeRequests(batchesFile, batches)

const measured: { workers: number; server: string; answers: string; runs: Run[] }[] = []
for (const workers of options.workers.split(',').map(Number)) {
  const servers: { [name: string]: Server } = {
    slipway: await park.slipway(workers),
    Flask: await park.flask(workers, true),
  }
  try {
    const rows = []
    for (const [server, running] of Object.entries(servers)) {
      const answers = await compareAnswers(servers.slipway, running, [...singles.slice(0, 5), ...batches.slice(0, 1)])
      rows.push({ workers, server, answers, runs: [] as Run[] })
      await load(running)
    }
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const { server, runs } of rows) runs.push(await load(servers[server]))
    }
    measured.push(...rows)
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
}
park.remove()

const ours = measured.filter(({ server }) => server === 'slipway')
const waits = ours.map(({ workers, runs }) => ({
  workers,
  p99: median(runs.map(({ beside }) => beside.p99)),
}))
publish(
  {
    question: 'How long does a single request wait while others send batches of 1,000 texts?',
    setting: [
      'park-sentiment as slipway build makes it; one connection asks GET /v1/sentiment (100 words), one request after the other; two connections send POST /models/v1/predict with 1,000 texts of 100 words all the time.',
      `wrk on the same machine, ${options.rounds} rounds of ${seconds} s in turn; medians.`,
    ],
    machine: machineFacts(['flask', 'gunicorn', 'scikit-learn']),
    tables: [
      {
        title: 'Single requests, milliseconds',
        columns: [
          'workers',
          '',
          'answers',
          'alone: p50',
          'p99',
          'beside batches: p50',
          'p99',
          'texts a second in batches',
        ],
        rows: measured.map(({ workers, server, answers, runs }) => [
          ...[workers, server, answers],
          ...[median(runs.map(({ alone }) => alone.p50)), median(runs.map(({ alone }) => alone.p99))],
          ...[median(runs.map(({ beside }) => beside.p50)), median(runs.map(({ beside }) => beside.p99))],
          median(runs.map(({ batches }) => (batches.requests * 1000) / batches.seconds)),
        ]),
      },
    ],
    goals: [
      {
        goal: 'batches do not make single requests wait: 99 of 100 within 10 ms',
        measured: waits.map(({ workers, p99 }) => `${p99.toFixed(1)} ms (workers: ${workers})`).join('; '),
        met: waits.every(({ p99 }) => p99 <= 10),
      },
    ],
    raw: measured,
  },
  { keep: !options.trial },
)

async function load(server: Server): Promise<Run> {
  const alone = await runWrk(server.url, singlesFile, { connections: 1, seconds })
  const [beside, batches] = await Promise.all([
    runWrk(server.url, singlesFile, { connections: 1, seconds }),
    runWrk(server.url, batchesFile, { connections: 2, seconds }),
  ])
  await server.settle()
  return { alone, beside, batches }
}
