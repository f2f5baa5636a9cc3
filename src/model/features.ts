import type { Columns, ColumnType } from '../data/contract.ts'
import { type Problem, SlipwayError } from '../errors.ts'
import type { InputColumn } from './table-input.ts'

/** How a column is treated: by its size, by what a date says (year, month, day of the week, …), as one of a set, or word by word. */
export type FeatureType = 'number' | 'date' | 'category' | 'text'

/** A column that a table model learns from. */
export interface Feature extends InputColumn {
  readonly treatedAs: FeatureType
}

/** Each kind of cell: as which JSON it comes in an input, and how it may be treated, first how it is by default. */
const cells: { readonly [cell: string]: readonly [InputColumn['type'], FeatureType, ...FeatureType[]] } = {
  number: ['number', 'number'],
  integer: ['integer', 'number', 'category'],
  boolean: ['boolean', 'number', 'category'],
  date: ['date', 'date'],
  datetime: ['datetime', 'date'],
  category: ['string', 'category', 'text'],
  text: ['string', 'text', 'category'],
}

/**
 * The features of a model, with their types from the source's columns where they are only listed.
 *
 * @throws INVALID_SERVICE with all that is wrong
 */
export function toFeatures(
  columns: Columns,
  given: readonly string[] | { readonly [name: string]: FeatureType },
): Feature[] {
  const { features, problems } = findFeatures(columns, given)
  if (problems.length === 0) return features
  const said = problems.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new SlipwayError('INVALID_SERVICE', `tabularClassifier: ${said}.`, { problems })
}

/** The features that there are, and what is wrong with the others. */
export function findFeatures(columns: Columns, given: readonly string[] | { readonly [name: string]: FeatureType }) {
  const wanted = Array.isArray(given)
    ? given.map((name: string) => [name, undefined] as const)
    : Object.entries(given as { readonly [name: string]: FeatureType })
  const problems: Problem[] = []
  const features: Feature[] = []
  for (const [name, type] of wanted) {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined
    const feature = column === undefined ? noColumn(columns) : toFeature(name, column, type)
    if (typeof feature === 'string') problems.push({ path: `/features/${name}`, message: feature })
    else features.push(feature)
  }
  if (wanted.length === 0) problems.push({ path: '/features', message: 'expected at least one column' })
  return { features, problems }
}

function toFeature(name: string, column: ColumnType, treatedAs?: FeatureType): Feature | string {
  const optional = column.endsWith('?')
  const cell = optional ? column.slice(0, -1) : column
  const known = Object.hasOwn(cells, cell) ? cells[cell] : undefined
  if (known === undefined) return `the source's column has the type "${column}", which there is not`
  const [type, ...ways] = known
  const way = treatedAs ?? ways[0]
  if (!ways.includes(way)) return `a column of the type "${cell}" can be treated as ${ways.join(' or ')}, not as ${way}`
  return { name, type, optional, treatedAs: way }
}

export function noColumn(columns: Columns): string {
  return `the source has no such column; it has ${Object.keys(columns).join(', ')}`
}
