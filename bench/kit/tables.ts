import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Columns, csv, readTable } from 'slipway/data'
import type { CellTable } from 'slipway/learn'

/** A table with what a model should answer for each row. */
export interface LabelledTable extends CellTable {
  readonly name: string
  readonly labels: readonly string[]
}

const folder = process.env.SLIPWAY_SHARED_DATA ?? resolve(import.meta.dirname, '../../../shared/data')

const visit = {
  product_id: 'integer?',
  brand: 'category?',
  price: 'number?',
  num_views_session: 'number?',
  num_views_product: 'number?',
  category: 'category?',
  sub_category: 'category?',
  hour: 'number?',
  minute: 'number?',
  weekday: 'number?',
  duration: 'number?',
  num_prev_sessions: 'number?',
  num_prev_product_views: 'number?',
} as const satisfies Columns

/** An extract of shop visits, a file or a folder of parts; user and session are left out. */
export async function readVisits(name: string): Promise<LabelledTable> {
  const source = csv(join(folder, 'purchase', name), { columns: { ...visit, purchased: 'integer' } })
  const { rows } = await readTable(source, { folder: '.' })
  const names = Object.keys(visit) as (keyof typeof visit)[]
  return {
    name,
    columns: names.map((column) => ({
      name: column,
      type: visit[column].startsWith('category') ? 'category' : 'number',
    })),
    rows: rows.map((row) => names.map((column) => row[column])),
    labels: rows.map(({ purchased }) => String(purchased)),
  }
}

/** A file of numbers: with a header and the label last (.csv), or without and the label first (.tsv). */
export function readNumbers(file: string): LabelledTable {
  const isTsv = file.endsWith('.tsv')
  const lines = readFileSync(join(folder, 'tabular', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(isTsv ? '\t' : ','))
  if (!isTsv) lines.shift()
  const rows = lines.map((cells) => (isTsv ? cells.slice(1) : cells.slice(0, -1)).map(Number))
  return {
    name: file,
    columns: rows[0].map((_, j) => ({ name: `x${j}`, type: 'number' })),
    rows,
    labels: lines.map((cells) => (isTsv ? cells[0] : cells[cells.length - 1])),
  }
}
