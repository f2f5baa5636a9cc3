import type { GuessedTable } from '../../data/index.ts'
import { count, counted, table } from '../table.ts'
import type { Plan } from './guess-plan.ts'

/** What was found in each column, and, where it is decided already, what becomes of it and why. */
export function columnTable({ columns, unusable }: GuessedTable, plan?: Plan): string {
  const header = ['column', 'type', 'missing', 'different', 'such as', ...(plan ? ['role'] : [])]
  const rows = columns.map(({ name, type, missing, distinct, examples }) => [
    shorten(name, 24),
    type.replace('?', ''),
    count(missing),
    distinct >= 10_000 ? '10,000+' : count(distinct),
    shorten(examples.join(', '), plan ? 24 : 40),
    ...(plan ? [roleOf(name, plan)] : []),
  ])
  const others = Object.entries(unusable).map(([name, reason]) => [
    ...[shorten(name, 24), '–', '–', '–', ''],
    ...(plan ? [`left out: ${reason}`] : []),
  ])
  return table(header, [...rows, ...others])
}

function roleOf(name: string, { label, isNumber, text, features, leftOut }: Plan): string {
  if (name === label) return isNumber ? 'target' : 'label'
  if (name === text) return 'text'
  return features.includes(name) ? 'feature' : `left out: ${leftOut[name] ?? 'not chosen'}`
}

/** What was guessed and may be wrong, a line each. */
export function noteLines({ notes, columns, rows }: GuessedTable, { label }: Plan): string[] {
  const own = columns.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}.`]))
  const missing = columns.find(({ name }) => name === label)?.missing ?? 0
  const unlabelled =
    missing > 0 ? [`${count(missing)} of ${counted(rows, 'row')} have no ${label} and are left out.`] : []
  return [...notes, ...own, ...unlabelled].map((note) => `note: ${note}`)
}

function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`
}
