/**
 * How do the time and the memory of `slipway train` grow with the number of reviews?
 *
 *   node --conditions=slipway-source bench/learn/scale.ts [--sizes 50000,100000,200000,500000] [--rounds 3] [--trial]
 *
 * The park reviews over and over, repeats changed as new reviews would be, written to a CSV file before the clock
 * starts; each size in a process of its own, from the CSV file to the written version.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { csv, readTable, toCsvLine } from 'slipway/data'
import { machineFacts } from '../kit/machine.ts'
import { type ProcessCost, runMeasured } from '../kit/process-cost.ts'
import { publish } from '../kit/report.ts'
import { repeatReviews, reviewsFile } from '../kit/reviews.ts'
import { median } from '../kit/stats.ts'

interface Run {
  readonly cost: ProcessCost
  readonly rows: number
  readonly auc: number
}

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50000,100000,200000,500000' },
    rounds: { type: 'string', default: '3' },
    trial: { type: 'boolean', default: false },
  },
})
const sizes = options.sizes.split(',').map(Number)
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const columns = { Review_Text: 'text', Rating: 'integer' } as const
const { rows } = await readTable(csv(reviewsFile(), { encoding: 'windows-1252', columns }), { folder: '.' })
const reviews = rows.map((row) => ({ text: row.Review_Text, rating: row.Rating }))

const found: { size: number; fileMb: number; runs: Run[] }[] = []
for (const size of sizes) {
  const file = join(folder, 'reviews.csv')
  await pipeline(Readable.from(csvLines(size)), createWriteStream(file))
  const runs: Run[] = []
  for (let round = 0; round < Number(options.rounds); round++) runs.push(await train(file))
  found.push({ size, fileMb: statSync(file).size / 2 ** 20, runs })
}
rmSync(folder, { recursive: true })

const measured = found.map(({ size, fileMb, runs }) => {
  const middle = (key: keyof ProcessCost) => median(runs.map(({ cost }) => cost[key]))
  const [wall, cpu, peakMb] = [middle('wall'), middle('cpu'), middle('peakMb')]
  return { size, fileMb, wall, cpu, peakMb, perRow: (cpu / size) * 1e6, auc: runs[0].auc }
})
const [least, most] = [measured[0], measured.at(-1)!]
const growth = most.perRow / least.perRow
const peakGb = Math.max(...measured.map(({ peakMb }) => peakMb)) / 1024

publish(
  {
    question: 'How do the time and the memory of slipway train grow with the number of reviews?',
    setting: [
      "The park reviews over and over; in repeats one word in ten is another review's and one in two hundred is misspelt. The pipeline of services/park-sentiment's v1, a fifth held back for scoring, then fitted again on all.",
      `From the CSV file to the written version, a fresh process each time; medians of ${options.rounds}.`,
    ],
    machine: machineFacts(),
    tables: [
      {
        title: 'Time and memory',
        columns: ['reviews', 'file, MiB', 'clock, s', 'CPU, s', 'CPU a review, µs', 'peak memory, MiB', 'ROC AUC'],
        rows: measured.map((m) => [m.size, m.fileMb, m.wall, m.cpu, m.perRow, m.peakMb, m.auc.toFixed(4)]),
      },
    ],
    goals: [
      {
        goal: 'time in proportion to the reviews',
        measured: `a review costs ${growth.toFixed(2)} times as much CPU at ${most.size.toLocaleString('en')} as at ${least.size.toLocaleString('en')}`,
        met: growth <= 1.25,
      },
      { goal: 'within 3 GB', measured: `${peakGb.toFixed(2)} GiB at most`, met: peakGb <= 3 },
    ],
    raw: found,
  },
  { keep: !options.trial },
)

function* csvLines(size: number): Generator<string> {
  yield toCsvLine(['Rating', 'Review_Text'])
  let lines: string[] = []
  for (const { rating, text } of repeatReviews(reviews, size)) {
    lines.push(toCsvLine([rating, text]))
    if (lines.length < 1000) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

async function train(file: string): Promise<Run> {
  const store = join(folder, 'store')
  const { cost, stdout } = await runMeasured(
    [
      ...[process.execPath, '--conditions=slipway-source', 'src/cli/main.ts', 'train', 'services/park-sentiment'],
      ...['--model', 'v1', '--data', file, '--store', store, '--json'],
    ],
    { cwd: root },
  )
  rmSync(store, { recursive: true })
  const [{ data, scores }] = JSON.parse(stdout).models
  return { cost, rows: data.rows, auc: scores.roc_auc }
}
