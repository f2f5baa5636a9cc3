import type { Columns } from '../data/contract.ts'
import { type Problem, SlipwayError } from '../errors.ts'
import { type Option, type OptionTable, option } from '../learn/estimator/option.ts'
import { count, flag, number, optionsOf } from '../learn/estimator/option-kinds.ts'
import { optionProblems } from '../learn/estimator/settings.ts'
import { isRecord } from '../values.ts'
import { pipelineProblems, type StepRole } from './check-pipeline.ts'
import type { CardOptions, SplitBy } from './contract.ts'
import { noColumn } from './features.ts'

const card = optionsOf({
  name: 'model card',
  options: {
    notFor: option<readonly string[], undefined>({
      expected: 'a list of sentences',
      default: undefined,
      holds: (sentences) => Array.isArray(sentences) && sentences.every((sentence) => typeof sentence === 'string'),
    }),
    learningCurve: flag(true),
  } satisfies { readonly [N in keyof Required<CardOptions>]: Option<unknown, unknown> },
})

/** An entry for each option, so that none is forgotten in a check. */
export type OptionsFor<O> = { readonly [N in keyof Required<O>]: Option<unknown, unknown> }

const column = option<string, undefined>({
  expected: 'the name of a column',
  default: undefined,
  holds: (name) => typeof name === 'string',
})

/** The options of every model that learns from rows. */
const rowOptions = {
  data: option<unknown, undefined>({
    expected: "a source, such as csv('data.csv', { columns }), or a list of them",
    default: undefined,
    holds: (data) => sourcesOf(data).length > 0 && sourcesOf(data).every((source) => isRecord(source?.columns)),
  }),
  pipeline: option<readonly unknown[], undefined>({
    expected: 'a list of estimators',
    default: undefined,
    holds: Array.isArray,
  }),
  testSize: number({ above: 0, below: 1, default: 0.2 }),
  split: option<SplitBy, undefined>({
    expected: '{ by: "group" or "time", column } with the name of a column',
    default: undefined,
    holds: (split) =>
      isRecord(split) &&
      Object.keys(split).sort().join() === 'by,column' &&
      (split.by === 'group' || split.by === 'time') &&
      typeof split.column === 'string',
  }),
  seed: count({ least: 0, default: 0 }),
  refit: flag(true),
  card,
}

const maxLength = count({ least: 1, default: 50_000 })

/** A function of a row: what the model is to learn to say of it. */
export const labelOption = option<(row: never) => unknown, undefined>({
  expected: 'a function of a row',
  default: undefined,
  holds: (label) => typeof label === 'function',
})

const numbers = option<string | ((row: never) => unknown), undefined>({
  expected: 'the name of a column of numbers, or a function of a row',
  default: undefined,
  holds: (given) => typeof given === 'string' || typeof given === 'function',
})

/** What only a model that predicts numbers is told. */
export const regressorOptions = {
  target: numbers,
  weight: numbers,
  interval: number({ above: 0, below: 1, absent: 'no interval' }),
}

export const textOptions = { ...rowOptions, text: column, maxLength }

export const tableOptions = {
  ...rowOptions,
  features: option<object, undefined>({
    expected: 'a list of columns, or how to treat each by its name',
    default: undefined,
    holds: (features) => typeof features === 'object' && features !== null,
  }),
  inputs: option<readonly string[], readonly never[]>({
    expected: 'a list of columns',
    default: [],
    holds: (inputs) => Array.isArray(inputs) && inputs.every((name) => typeof name === 'string'),
  }),
  derive: option<object, undefined>({
    expected: 'a function of a row for each derived column, such as { familySize: (row) => row.sibsp + row.parch + 1 }',
    default: undefined,
    holds: (derive) => isRecord(derive) && Object.values(derive).every((of) => typeof of === 'function'),
  }),
}

export const vaderOptions = { testOn: column, maxLength, card }

/** What a kind of model expects of its declaration. */
interface ModelCheck {
  readonly who: string
  readonly options: OptionTable
  /** Options without a default. */
  readonly required: readonly string[]
  /** The pipelines that it can have, each by the roles of its steps. */
  readonly pipelines?: readonly (readonly StepRole[])[]
}

/**
 * Checks a model where it is declared.
 *
 * @param more what else is wrong, found from options that are right by themselves
 * @throws INVALID_SERVICE with everything that is wrong, unknown options with the nearest name
 */
export function checkModel(
  { who, options, required, pipelines }: ModelCheck,
  given: unknown,
  more: (options: { readonly [name: string]: unknown }) => Problem[] = () => [],
): void {
  const problems = optionProblems(options, given).map((problem) => ({ ...problem, path: pointerOf(problem.path) }))
  if (isRecord(given)) {
    for (const name of required) {
      if (given[name] === undefined)
        problems.push({ path: pointerOf(name), message: `expected ${options[name]?.expected}, got nothing` })
    }
    if (pipelines && Array.isArray(given.pipeline)) problems.push(...pipelineProblems(given.pipeline, pipelines))
    const wrong = new Set(problems.map(({ path }) => path))
    problems.push(...more(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(pointerOf(name))))))
  }
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
  throw new SlipwayError('INVALID_SERVICE', `${who}: ${said}${said.endsWith('?') ? '' : '.'}`, { problems })
}

/**
 * What is wrong with an option that names a column of the source: no such column, or one that does not hold numbers.
 * @param options those that are right by themselves; what is no name of a column is none of ours
 */
export function columnProblems(
  { data, ...options }: { readonly [name: string]: unknown },
  name: string,
  types?: readonly string[],
): Problem[] {
  const column = options[name]
  if (data === undefined || typeof column !== 'string') return []
  const columns = columnsOf(data)
  const path = pointerOf(name)
  if (!Object.hasOwn(columns, column)) {
    return [{ path, message: noColumn(columns as Columns) }]
  }
  const type = String(columns[column]).replace(/\?$/, '')
  if (types === undefined || types.includes(type)) return []
  return [{ path, message: `expected a column of the type ${types.join(' or ')}; "${column}" has the type "${type}"` }]
}

/** What is wrong with the column that rows are held out by. */
export function splitProblems({ data, split }: { readonly [name: string]: unknown }): Problem[] {
  if (!isRecord(split)) return []
  const timely = split.by === 'time' ? ['date', 'datetime', 'number', 'integer'] : undefined
  return columnProblems({ data, 'split.column': split.column }, 'split.column', timely)
}

/** Of several sources, the first says which columns there are. */
export function columnsOf(data: unknown): { readonly [column: string]: string } {
  return (sourcesOf(data)[0]?.columns ?? {}) as { readonly [column: string]: string }
}

function sourcesOf(data: unknown): readonly { readonly columns?: unknown }[] {
  return (Array.isArray(data) ? data : [data]) as readonly { readonly columns?: unknown }[]
}

/** `card.notFor` as `/card/notFor`. */
function pointerOf(path: string): string {
  return path === '' ? '' : `/${path.replaceAll('.', '/')}`
}
