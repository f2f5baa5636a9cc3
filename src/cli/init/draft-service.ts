import { basename, relative, sep } from 'node:path'
import type { GuessedTable, Row } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { tryLearners } from './choose-learner.ts'
import { tryRegressors } from './choose-regressor.ts'
import type { Plan } from './guess-plan.ts'
import { labelOf, withoutFeatures, withoutUseless } from './leave-out.ts'
import type { Draft } from './service-file.ts'
import { textTells } from './text-evidence.ts'

/** Rows with a number, below which nothing is learned. */
const fewestRows = 10
/** More labels than these are numbers or names to tell apart, not classes. */
const mostLabels = 200

/**
 * What the service file needs to know of the rows: the labels, and a row or two to show.
 * @throws USAGE where the labels are none
 */
export function draftService(
  place: { readonly name: string; readonly folder: string; readonly port: number },
  table: GuessedTable,
  rows: readonly Row[],
  asked: Plan,
): Draft {
  if (asked.isNumber) return draftNumberService(place, table, rows, asked)
  const counts = new Map<string, number>()
  for (const row of rows) {
    const label = labelOf(row, asked)
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  checkLabels(asked, counts)
  const plan = withTellingText(withoutUseless(asked, rows), table, rows)
  const tried = isPlainTable(plan) ? tryLearners(table.source.columns, labelledRows(rows, plan), plan.features) : []
  const byCount = [...counts].sort((a, b) => b[1] - a[1])
  return {
    name: place.name,
    port: place.port,
    dataPath: pathFrom(place.folder, table.source.path),
    dataName: basename(table.source.path),
    table,
    plan,
    tried,
    examples: byCount.slice(0, 2).map(([label]) => exampleOf(rows, plan, label)),
    labels: [...counts.keys()].sort(),
    commonest: Math.max(...counts.values()) / byCount.reduce((sum, [, count]) => sum + count, 0),
  }
}

/** The same for a model that predicts a number. @throws USAGE where too few rows have one */
function draftNumberService(
  place: { readonly name: string; readonly folder: string; readonly port: number },
  table: GuessedTable,
  rows: readonly Row[],
  asked: Plan,
): Draft {
  const plan = withoutUseless(asked, rows)
  const taught = rows.flatMap((row) => {
    const target = row[plan.label]
    return typeof target === 'number' && Number.isFinite(target) ? [{ row, target }] : []
  })
  if (taught.length < fewestRows) {
    throw new SlipwayError(
      'USAGE',
      `slipway init: ${taught.length} rows have a number in "${plan.label}"; learning needs ${fewestRows}.`,
    )
  }
  const ordered = taught.toSorted((a, b) => a.target - b.target).map(({ row }) => row)
  const around = (fraction: number) => ordered.slice(Math.floor(fraction * ordered.length)).slice(0, 20)
  return {
    name: place.name,
    port: place.port,
    dataPath: pathFrom(place.folder, table.source.path),
    dataName: basename(table.source.path),
    table,
    plan,
    tried: isPlainTable(plan) ? tryRegressors(table.source.columns, taught, plan.features) : [],
    examples: [exampleAmong(around(0.25), plan), exampleAmong(around(0.75), plan)],
    labels: [],
    commonest: 0,
  }
}

/** @throws USAGE for too few labels, too many, or one that cannot be both learned and scored */
function checkLabels({ label }: Plan, counts: ReadonlyMap<string, number>): void {
  const list = labelList([...counts.keys()])
  if (list !== undefined) {
    throw new SlipwayError(
      'USAGE',
      `slipway init: "${label}" holds several labels in a cell, such as ${JSON.stringify(list)}; a model answers with one label. Keep one label a row, or make a column of yes and no for each label and learn that: --label COLUMN.`,
    )
  }
  if (counts.size < 2 || counts.size > mostLabels) {
    const found = counts.size < 2 ? 'fewer than two' : counts.size.toLocaleString('en-US')
    throw new SlipwayError(
      'USAGE',
      `slipway init: "${label}" has ${found} different values; a label has 2 to ${mostLabels}. Name another with --label COLUMN.`,
    )
  }
  const once = [...counts].filter(([, count]) => count < 2).map(([value]) => value)
  if (once.length > 0) {
    throw new SlipwayError(
      'USAGE',
      `slipway init: every label needs two rows or more; of "${label}" ${listed(once)} ${once.length === 1 ? 'is' : 'are'} in one row only. Leave such rows out of the data, or name another label with --label COLUMN.`,
    )
  }
}

/** A value that is a list of others: `action|drama`, where `action` and `drama` are values by themselves or of other lists. */
function labelList(values: readonly string[]): string | undefined {
  for (const separator of ['|', ';', ',']) {
    const lists = values.map((value) => value.split(separator).map((part) => part.trim()))
    const uses = new Map<string, number>()
    for (const part of lists.flat()) uses.set(part, (uses.get(part) ?? 0) + 1)
    const isList = lists.some((parts) => parts.length > 1) && [...uses.values()].every((count) => count > 1)
    if (isList && uses.size < values.length && !uses.has('')) return values.find((value) => value.includes(separator))
  }
  return undefined
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value))
  return values.length > 5 ? `${shown.join(', ')} and ${values.length - 5} more` : shown.join(', ')
}

/** From the service's folder, so that both can move; a path from the root where they lie far apart. */
function pathFrom(folder: string, path: string): string {
  const way = relative(folder, path).split(sep)
  return way.filter((step) => step === '..').length > 3 ? path : way.join('/')
}

function labelledRows(rows: readonly Row[], plan: Plan): { readonly row: Row; readonly label: string }[] {
  return rows.flatMap((row) => {
    const label = labelOf(row, plan)
    return label === undefined ? [] : [{ row, label }]
  })
}

/** Without texts: words beside columns are many columns with little in each, which a linear model weighs best. */
function isPlainTable({ text, textFeature }: Plan): boolean {
  return text === undefined && textFeature === undefined
}

/** A text beside other columns has to tell something about rows that were not learned from. */
function withTellingText(plan: Plan, { source }: GuessedTable, rows: readonly Row[]): Plan {
  const { textFeature: text, features } = plan
  if (text === undefined) return plan
  if (features.length === 1) return { label: plan.label, text, features: [], leftOut: plan.leftOut }
  const labelled = labelledRows(rows, plan)
  if (textTells({ ...source.columns, [text]: 'text' }, labelled, { text, features })) return plan
  const { textFeature: _text, ...rest } = plan
  return withoutFeatures(rest, [text], () => 'it tells nothing about rows that were held out')
}

/** A text of that label, neither a word nor a page; or a row of it with the fewest gaps. */
function exampleOf(rows: readonly Row[], plan: Plan, label: string): Draft['examples'][number] {
  return exampleAmong(
    rows.filter((row) => labelOf(row, plan) === label),
    plan,
  )
}

function exampleAmong(own: readonly Row[], plan: Plan): Draft['examples'][number] {
  if (plan.text !== undefined) {
    const texts = own.map((row) => String(row[plan.text as string] ?? '')).filter((text) => text.trim() !== '')
    return texts.find(({ length }) => length >= 20 && length <= 200) ?? texts[0]?.slice(0, 200) ?? 'a text'
  }
  const gaps = (row: Row) => plan.features.filter((name) => row[name] === undefined).length
  const fullest = own.reduce((best, row) => (gaps(row) < gaps(best) ? row : best))
  return Object.fromEntries(plan.features.map((name) => [name, fullest[name] ?? null]))
}
