import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Classifier,
  type ClassifierModel,
  type DenseMatrix,
  type Regressor,
  type RegressorModel,
  r2Score,
  rocAucScore,
  takeRows,
} from 'slipway/learn'
import { machineFacts } from './machine.ts'
import { makeNumbers, makeTable } from './made-table.ts'
import { Peer } from './python.ts'
import { type Goal, publish } from './report.ts'
import { median, medianRatio } from './stats.ts'

/** What a contestant reports of one round. */
interface Run {
  /** Seconds on the clock and of the processor, for fitting. */
  readonly wall: number
  readonly cpu: number
  /** Area under the ROC curve on the rows held back, or R² where numbers are predicted. */
  readonly auc: number
  /** Microseconds of the processor for one row, asked alone, 500 times; of ours, when it is compiled. */
  readonly oneRow: number
}

/** The table of a race. */
export interface RaceTable {
  readonly X: DenseMatrix
  /** Two classes, or the numbers that are predicted. */
  readonly y: Uint8Array | Float64Array
  /** How many of the first rows are learned from; the others are held back. */
  readonly train: number
  /** Columns that hold codes of categories, NaN for a gap. */
  readonly categories: readonly number[]
  /** The rows in words. */
  readonly rows: string
}

export interface TreeRace {
  readonly question: string
  readonly setting: readonly string[]
  /** Their names in peers/trees.py, the first being the one that ratios and goals are about. */
  readonly rivals: readonly string[]
  readonly trees: number
  readonly make: Maker
  /** Numbers are predicted, not classes. @default false */
  readonly numbers?: boolean
  /** @default rows of 20 numbers that were made, as many as `--rows` says */
  readonly table?: RaceTable
  /**
   * What is aimed at, given how many times as fast we were by number of threads, our row's and the first rival's µs, and
   * everyone's AUC by name, ours being `ours`.
   */
  readonly goals: (
    ratios: ReadonlyMap<number, number>,
    oneRow: number,
    theirs: number,
    aucs: ReadonlyMap<string, number>,
  ) => Goal[]
}

type Maker = (trees: number, threads: number) => Classifier | Regressor

const heldBack = 20_000

/** Runs one of ours and its rivals on the same table, in turns, with one thread and with two. */
export async function raceTrees(race: TreeRace): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      rows: { type: 'string', default: '100000' },
      trees: { type: 'string', default: String(race.trees) },
      threads: { type: 'string', default: '1,2' },
      trial: { type: 'boolean', default: false },
    },
  })
  const [rounds, trees] = [options.rounds, options.trees].map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const { X, y, train, categories, rows } = race.table ?? madeTable(Number(options.rows), race.numbers)
  writeFileSync(join(folder, 'X'), X.values)
  writeFileSync(join(folder, 'y'), y)
  const peer = new Peer('trees.py')
  await peer.ask({ do: 'load', folder, columns: X.columns, train, categories, numbers: race.numbers ?? false })
  const table: (string | number)[][] = []
  const raw: object[] = []
  const ratios = new Map<number, number>()
  const aucs = new Map<string, number>()
  let [oneRow, theirRow] = [Number.NaN, Number.NaN]
  for (const threads of options.threads
    .split(',')
    .map(Number)
    .filter((count) => count <= availableParallelism())) {
    const runs = new Map<string, Run[]>(['ours', ...race.rivals].map((name) => [name, []]))
    for (let round = 0; round < rounds; round++) {
      runs.get('ours')!.push(runOurs(race.make(trees, threads), X, y, train))
      for (const name of race.rivals) runs.get(name)!.push(await peer.ask<Run>({ do: 'fit', name, trees, threads }))
    }
    const of = (name: string, key: keyof Run) => runs.get(name)!.map((run) => run[key])
    for (const name of runs.keys()) {
      aucs.set(name, median(of(name, 'auc')))
      const middle = (key: keyof Run) => median(of(name, key))
      const ratio = (key: keyof Run) => medianRatio(of(name, key), of('ours', key))
      table.push([
        `${name}, ${threads} thread${threads > 1 ? 's' : ''}`,
        middle('auc'),
        middle('wall'),
        ratio('wall'),
        middle('cpu'),
        ratio('cpu'),
        middle('oneRow'),
      ])
    }
    ratios.set(threads, medianRatio(of(race.rivals[0], 'wall'), of('ours', 'wall')))
    ;[oneRow, theirRow] = [median(of('ours', 'oneRow')), median(of(race.rivals[0], 'oneRow'))]
    raw.push({ threads, runs: Object.fromEntries(runs) })
  }
  peer.close()
  rmSync(folder, { recursive: true })
  publish(
    {
      question: race.question,
      setting: [
        ...race.setting,
        `${rows}, ${trees} trees; ${race.numbers ? 'R²' : 'AUC'} on ${(X.rows - train).toLocaleString('en')} rows held back; ${rounds} rounds in turns, medians, and medians of each round's ratio.`,
        'One row: the processor time of asking about one row, again and again; ours after 2,000 rows, when it is compiled.',
      ],
      machine: machineFacts(['scikit-learn', 'lightgbm', 'numpy']),
      tables: [
        {
          title: 'Fitting and asking',
          columns: ['', race.numbers ? 'R²' : 'AUC', 'fit, s', 'times ours', 'CPU, s', 'times ours', 'one row, µs'],
          rows: table,
        },
      ],
      goals: race.goals(ratios, oneRow, theirRow, aucs),
      raw,
    },
    { keep: !options.trial },
  )
}

function madeTable(train: number, numbers = false): RaceTable {
  return {
    ...(numbers ? makeNumbers : makeTable)(train + heldBack),
    train,
    categories: [],
    rows: `${train.toLocaleString('en')} rows of 20 numbers`,
  }
}

function runOurs(learner: ReturnType<Maker>, X: DenseMatrix, y: RaceTable['y'], train: number): Run {
  const place = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i)
  const rows = takeRows(X, place(0, train))
  const labels = Array.from(y)
  const before = process.cpuUsage()
  const start = performance.now()
  const model: ClassifierModel | RegressorModel = learner.fit(rows, labels.slice(0, train))
  const wall = (performance.now() - start) / 1000
  const cpu = secondsSince(before)
  const ask = (rows: DenseMatrix) => ('predictProba' in model ? model.predictProba(rows) : model.predict(rows))
  const answers = ask(takeRows(X, place(train, X.rows - train)))
  const held = labels.slice(train)
  const auc = answers instanceof Float64Array ? r2Score(held, answers) : rocAucScore(held, answers)
  const asked = Array.from({ length: 500 }, (_, i) => takeRows(X, [train + i]))
  // As in a server that has been asked before: V8 compiles what is called often.
  for (let time = 0; time < 4; time++) for (const row of asked) ask(row)
  const beforeAsking = process.cpuUsage()
  for (const row of asked) ask(row)
  return { wall, cpu, auc, oneRow: (1e6 * secondsSince(beforeAsking)) / asked.length }
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
