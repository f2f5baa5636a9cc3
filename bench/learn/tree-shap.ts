/**
 * How long do exact Shapley values of boosted trees take, beside LightGBM's `pred_contrib`?
 *
 *   node --conditions=slipway-source bench/learn/tree-shap.ts [--rounds 3] [--rows 1000] [--trees 500] [--trial]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HistGradientBoostingRegressor, takeRows } from 'slipway/learn'
import { machineFacts } from '../kit/machine.ts'
import { makeNumbers } from '../kit/made-table.ts'
import { Peer } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { median, medianRatio } from '../kit/stats.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '1000' },
    trees: { type: 'string', default: '500' },
    trial: { type: 'boolean', default: false },
  },
})
const [rounds, asked, trees] = [options.rounds, options.rows, options.trees].map(Number)
const train = 50_000
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const { X, y } = makeNumbers(train + asked)
writeFileSync(join(folder, 'X'), X.values)
writeFileSync(join(folder, 'y'), y)
const peer = new Peer('trees.py')
await peer.ask({ do: 'load', folder, columns: X.columns, train, categories: [], numbers: true })
await peer.ask({ do: 'fit', name: 'lightgbm-regression', trees, threads: 2 })
const place = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i)
const model = new HistGradientBoostingRegressor({ maxIter: trees }).fit(
  takeRows(X, place(0, train)),
  y.subarray(0, train),
)
const rows = takeRows(X, place(train, asked))
const expected = model.predict(rows)

interface Explained {
  readonly wall: number
  /** How far the sums of contributions and the predictions are apart at most. */
  readonly apart: number
}

const runs = new Map<string, Explained[]>([
  ['ours, 1 thread', []],
  ['LightGBM, 1 thread', []],
  ['LightGBM, 2 threads', []],
])
for (let round = 0; round < rounds; round++) {
  runs.get('ours, 1 thread')!.push(explainOurs())
  for (const threads of [1, 2]) {
    const answer = await peer.ask<Explained>({ do: 'explain', rows: asked, threads })
    runs.get(`LightGBM, ${threads} thread${threads > 1 ? 's' : ''}`)!.push(answer)
  }
}
peer.close()
rmSync(folder, { recursive: true })

function explainOurs(): Explained {
  const start = performance.now()
  const { bias, values } = model.contributions(rows)
  const wall = (performance.now() - start) / 1000
  let apart = 0
  for (let i = 0; i < asked; i++) {
    const own = values.subarray(i * X.columns, (i + 1) * X.columns)
    apart = Math.max(apart, Math.abs(own.reduce((sum, value) => sum + value, bias[0]!) - expected[i]!))
  }
  return { wall, apart }
}

const of = (name: string) => runs.get(name)!.map(({ wall }) => wall)
const ours = of('ours, 1 thread')
const ratios = [1, 2].map((threads) => medianRatio(of(`LightGBM, ${threads} thread${threads > 1 ? 's' : ''}`), ours))
publish(
  {
    question: "How long do exact Shapley values of boosted trees take, beside LightGBM's `pred_contrib`?",
    setting: [
      `${asked.toLocaleString('en')} rows of 20 numbers through ${trees} trees of 31 leaves, each of its own boosting of ${train.toLocaleString('en')} rows; ${rounds} rounds in turns, medians, and medians of each round's ratio.`,
    ],
    machine: machineFacts(['lightgbm', 'numpy']),
    tables: [
      {
        title: 'Contributions',
        columns: ['', 's', 'times ours', 'sums from predictions'],
        rows: [...runs].map(([name, found]) => [
          name,
          median(of(name)),
          medianRatio(of(name), ours),
          median(found.map(({ apart }) => apart)).toExponential(0),
        ]),
      },
    ],
    goals: [
      {
        goal: 'less time than LightGBM on as many threads as there are',
        measured: ratios.map((ratio, t) => `${ratio.toFixed(1)} times as fast (${t + 1} threads of theirs)`).join('; '),
        met: ratios.every((ratio) => ratio >= 1),
      },
      {
        goal: 'sums of contributions that are the predictions, to 1e-9',
        measured: Math.max(...runs.get('ours, 1 thread')!.map(({ apart }) => apart)).toExponential(0),
        met: runs.get('ours, 1 thread')!.every(({ apart }) => apart <= 1e-9),
      },
    ],
    raw: Object.fromEntries(runs),
  },
  { keep: !options.trial },
)
