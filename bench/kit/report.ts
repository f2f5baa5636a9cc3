import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { stripVTControlCharacters, styleText } from 'node:util'
import type { MachineFacts } from './machine.ts'

/** What a benchmark found, as `bench/results/<name>.json` keeps it; `bench/page.ts` makes the page of it. */
export interface Report {
  /** One question. */
  readonly question: string
  /** How it was asked: data, sizes, rounds, what each rival is. One sentence each. */
  readonly setting: readonly string[]
  readonly machine: MachineFacts
  readonly tables: readonly Table[]
  readonly goals: readonly Goal[]
  /** Every measurement, for whoever wants to look closer. */
  readonly raw?: unknown
}

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface Goal {
  readonly goal: string
  readonly measured: string
  readonly met: boolean
}

export interface StoredReport extends Report {
  readonly name: string
  readonly command: string
  /** When, RFC 3339 in UTC. */
  readonly date: string
}

export const resultsFolder = join(import.meta.dirname, '../results')

export interface PublishOptions {
  readonly keep?: boolean
  readonly args?: readonly string[]
  readonly name?: string
  /** Print nothing. @default false */
  readonly quiet?: boolean
}

/**
 * Prints the tables; keeps them too, unless this run is only a trial.
 * @param options `args`: those of the command that makes all of the report, where this run measured a part of it; `name`:
 *   of the file of results, where it is not the script's
 */
export function publish(
  report: Report,
  { keep = true, args = process.argv.slice(2), name = basename(process.argv[1], '.ts'), quiet }: PublishOptions = {},
): void {
  if (!quiet) print(report)
  if (!keep) return
  const script = process.argv[1]
  const command = `node --conditions=slipway-source ${[relative(join(import.meta.dirname, '../..'), script), ...args].join(' ')}`
  const stored: StoredReport = { name, command, date: `${new Date().toISOString().slice(0, 19)}Z`, ...report }
  const file = join(resultsFolder, `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(stored, null, 1)}\n`)
}

function print({ question, setting, tables, goals }: Report): void {
  console.log(`\n${styleText('bold', question)}`)
  for (const sentence of setting) console.log(`  ${sentence}`)
  for (const table of tables) console.log(`\n${styleText('bold', table.title)}\n${alignedTable(table)}`)
  console.log()
  for (const { goal, measured, met } of goals) console.log(`${met ? '✓' : '✗'} ${goal}: ${measured}`)
}

/** Numbers to the right, words to the left. */
function alignedTable({ columns, rows }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => shown(cell)))
  const widths = columns.map((_, j) => Math.max(...cells.map((row) => stripVTControlCharacters(row[j]).length)))
  const isNumber = columns.map((_, j) => rows.some((row) => typeof row[j] === 'number'))
  const lines = cells.map((row) =>
    row.map((cell, j) => (isNumber[j] ? cell.padStart(widths[j]) : cell.padEnd(widths[j]))).join('  '),
  )
  return lines.join('\n')
}

/** A number with three digits that count, or all its whole ones. */
export function shown(cell: string | number): string {
  if (typeof cell === 'string') return cell
  if (!Number.isFinite(cell)) return '–'
  const size = Math.abs(cell)
  if (Number.isInteger(cell) || size >= 100) return Math.round(cell).toLocaleString('en')
  return cell.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4)
}
