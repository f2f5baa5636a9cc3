import type { Row, Source, Table } from '../../data/contract.ts'
import { csv, readTable, sourceForFile } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import type { VaderDefinition } from '../../model/define.ts'
import { inputReader, isRegressor, type LearningDefinition } from '../../model/train/learner.ts'
import type { Service } from '../../service/index.ts'

/** What is right for a row: the label, or the number of a regressor. */
export type Right = string | number

/** Rows with what a model should answer for each. */
export interface LabelledRows {
  readonly rows: readonly Row[]
  /** What the model is asked, row by row. */
  readonly inputs: readonly unknown[]
  /** What it should answer. */
  readonly labels: readonly Right[]
  /** Place of each row in the file, from 1; rows without a label are left out. */
  readonly numbers: readonly number[]
  /** The table that they come from. */
  readonly origin: Omit<Table, 'rows'>
}

/** Reads rows as a model of a service reads them, and labels them by its rule. @throws DATA_NOT_FOUND, INVALID_DATA */
export async function readByRule(service: Service, model: string, file: string): Promise<LabelledRows> {
  const rule = ruleOf(service, model)
  const { data } = rule.source
  const first = (Array.isArray(data) ? data[0] : data) as Source
  const table = await readTable(sourceForFile(first, file), { folder: service.folder })
  return collect(table, inputReader(rule), rightOf(rule))
}

/** Reads rows whose text and label are columns. @throws DATA_NOT_FOUND, INVALID_DATA */
export async function readByColumns(text: string, label: string, file: string): Promise<LabelledRows> {
  const template: Source = csv(file, { columns: { [text]: 'text', [label]: 'category?' } })
  const table = await readTable(sourceForFile(template, file), { folder: '.' })
  return collect(
    table,
    (row) => row[text],
    (row) => row[label] as string | undefined,
  )
}

/** The model whose label rule says what is right: the model itself, or the one on whose rows it is scored. */
function ruleOf(service: Service, model: string): LearningDefinition {
  const definition = service.models[model] as unknown as LearningDefinition | VaderDefinition
  if (definition.kind !== 'vader') return definition
  return ruleOf(service, definition.source.testOn)
}

/** The label of a row by the model's rule, or its target. */
function rightOf(rule: LearningDefinition): (row: Row) => Right | undefined {
  if (!isRegressor(rule)) return rule.source.label
  const { target } = rule.source
  return (row) => {
    const value = typeof target === 'function' ? target(row) : row[target]
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  }
}

function collect(
  { rows, ...origin }: Table,
  inputOf: (row: Row) => unknown,
  rightOf: (row: Row) => Right | undefined,
): LabelledRows {
  const kept = rows
    .map((row, i) => ({ row, label: rightOf(row), number: i + 1 }))
    .filter((one): one is { row: Row; label: Right; number: number } => one.label !== undefined)
  if (kept.length === 0)
    throw new SlipwayError(
      'INVALID_DATA',
      `${origin.name}: none of its ${rows.length} rows has a label or target, so there is nothing to score.`,
    )
  return {
    rows: kept.map(({ row }) => row),
    inputs: kept.map(({ row }) => inputOf(row)),
    labels: kept.map(({ label }) => label),
    numbers: kept.map(({ number }) => number),
    origin,
  }
}
