import type { Table } from '../../data/contract.ts'
import { recodings } from '../recodings.ts'
import { columnsOf } from './columns-of.ts'

/** Rows as any kind of model learns from them. */
interface Rows {
  readonly inputs: readonly unknown[]
  readonly unlabelled?: number
  readonly leftOut?: Table['leftOut'] | undefined
}

type Cells = { readonly [column: string]: unknown }

/** Columns that say the same as another one, which adds nothing. @param names those that are compared */
export function sameColumns(inputs: readonly unknown[], names = columnsOf(inputs)): string[] {
  return Object.entries(recodings(names, inputs as readonly Cells[])).map(
    ([name, first]) => `${JSON.stringify(name)} is ${JSON.stringify(first)} in other words: one of them is enough`,
  )
}

export function constantColumns({ inputs }: Rows): string[] {
  const rows = inputs as readonly Cells[]
  const constant = columnsOf(inputs).filter((name) => rows.every((row) => row[name] === rows[0]?.[name]))
  if (constant.length === 0) return []
  const names = constant.map((name) => JSON.stringify(name)).join(', ')
  return [`${names} always ${constant.length === 1 ? 'has' : 'have'} the same value and cannot be learned from`]
}

/** @param what a row is left out for that lacks it: `label` */
export function leftOutRows({ unlabelled = 0, leftOut }: Rows, what: string): string[] {
  return [
    ...(leftOut === undefined
      ? []
      : [`${counted(leftOut.rows)} left out that do not fit, such as ${leftOut.reasons[0]}`]),
    ...(unlabelled === 0 ? [] : [`${counted(unlabelled)} left out that have no ${what}`]),
  ]
}

function counted(rows: number): string {
  return rows === 1 ? '1 row was' : `${rows.toLocaleString('en-US')} rows were`
}
