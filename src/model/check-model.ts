import { type Problem, SlipwayError } from '../errors.ts'
import { type Option, type OptionTable, option } from '../learn/estimator/option.ts'
import { count, flag, number, optionsOf } from '../learn/estimator/option-kinds.ts'
import { optionProblems } from '../learn/estimator/settings.ts'
import { isRecord } from '../values.ts'
import { pipelineProblems, type StepRole } from './check-pipeline.ts'
import type { CardOptions } from './contract.ts'

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
