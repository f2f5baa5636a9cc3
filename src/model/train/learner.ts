import type { Row, Source } from '../../data/contract.ts'
import { sourceForFile } from '../../data/index.ts'
import { described, itemAt } from '../../values.ts'
import type { ModelDefinition } from '../contract.ts'
import type { TabularClassifierDefinition, TextClassifierDefinition, VaderDefinition } from '../define.ts'
import type { TabularRegressorDefinition, TextRegressorDefinition } from '../define-regressor.ts'
import type { TableRow } from '../table-input.ts'
import type { TrainContext } from './context.ts'
import type { Definitions } from './definitions.ts'

/** A model that learns from labelled rows. */
export type ClassifierDefinition = TextClassifierDefinition | TabularClassifierDefinition
/** A model that learns from rows with a number. */
export type RegressorDefinition = TextRegressorDefinition | TabularRegressorDefinition
export type LearningDefinition = ClassifierDefinition | RegressorDefinition

export function isRegressor(definition: LearningDefinition): definition is RegressorDefinition {
  return definition.kind === 'text-regressor' || definition.kind === 'tabular-regressor'
}

/** The model on whose rows a model is scored: itself, but for VADER, which learns from none. */
export function learnerOf(definition: ModelDefinition<never>, definitions: Definitions): LearningDefinition {
  const learner =
    definition.kind === 'vader' ? definitions[(definition as unknown as VaderDefinition).source.testOn] : definition
  return learner as unknown as LearningDefinition
}

/** The sources to try in order: those that the service declares, or the file that was named in their place. */
export function sourcesOf(
  { source: { data } }: LearningDefinition,
  { dataFile }: Pick<TrainContext, 'dataFile'>,
): readonly Source[] {
  const sources = Array.isArray(data) ? (data as readonly Source[]) : [data as Source]
  return dataFile === undefined ? sources : [sourceForFile(itemAt(sources, 0), dataFile)]
}

/** What a model is asked about a row: its text, or its features with null for what is missing. */
export function inputReader(definition: LearningDefinition): (row: Row) => string | TableRow {
  if (definition.kind === 'text-classifier' || definition.kind === 'text-regressor') {
    const { text } = definition.source
    return (row) => {
      const value = row[text]
      if (typeof value !== 'string') throw new TypeError(`column "${text}": expected a text, got ${described(value)}.`)
      return value
    }
  }
  const { inputs } = definition.source
  return (row) => Object.fromEntries(inputs.map(({ name }) => [name, row[name] ?? null]))
}

/** The label of a row by the model's rule, as it comes; undefined for a row that is left out. */
export function labelReader({ source: { label } }: ClassifierDefinition): (row: Row) => unknown {
  return (row) => {
    const given: unknown = label(row)
    return isNoLabel(given) ? undefined : given
  }
}

/** An empty cell and what pandas writes for it: no class. */
function isNoLabel(given: unknown): boolean {
  return typeof given === 'string' && /^\s*(nan)?\s*$/i.test(given)
}
