import type { ModelDefinition } from '../contract.ts'
import type { TabularClassifierDefinition, TextClassifierDefinition, VaderDefinition } from '../define.ts'
import type { TabularRegressorDefinition, TextRegressorDefinition } from '../define-regressor.ts'
import type { TrainContext, TrainRun } from './context.ts'
import type { Definitions } from './definitions.ts'
import type { TrainedVersion } from './held-out.ts'
import { learnerOf } from './learner.ts'
import { tablesOf } from './tables-of.ts'
import { trainTabularClassifier } from './train-tabular-classifier.ts'
import { trainTabularRegressor } from './train-tabular-regressor.ts'
import { trainTextClassifier } from './train-text-classifier.ts'
import { trainTextRegressor } from './train-text-regressor.ts'
import { trainVader } from './train-vader.ts'

/**
 * Trains models one after the other, in the order in which they are declared, and gives each as a version that is
 * ready to be written to a store. Rows that several of them learn from are read once.
 *
 * @param only the models to train; absent: all
 * @throws DATA_NOT_FOUND, INVALID_DATA, INVALID_OPTION, INVALID_SERVICE
 */
export async function* trainModels(
  definitions: Definitions,
  context: TrainContext,
  only: readonly string[] = Object.keys(definitions),
): AsyncGenerator<{ readonly name: string } & TrainedVersion> {
  const chosen = Object.entries(definitions).filter(([name]) => only.includes(name))
  const run: TrainRun = { ...context, tables: tablesOf(definitions, context, only) }
  for (const [name, definition] of chosen) {
    yield { name, ...(await trainModel(name, definitions, definition, run)) }
  }
}

function trainModel(name: string, definitions: Definitions, definition: ModelDefinition<never>, context: TrainRun) {
  switch (definition.kind) {
    case 'text-classifier':
      return trainTextClassifier(name, definition as unknown as TextClassifierDefinition, context)
    case 'tabular-classifier':
      return trainTabularClassifier(name, definition as unknown as TabularClassifierDefinition, context)
    case 'text-regressor':
      return trainTextRegressor(name, definition as unknown as TextRegressorDefinition, context)
    case 'tabular-regressor':
      return trainTabularRegressor(name, definition as unknown as TabularRegressorDefinition, context)
    case 'vader': {
      const testOn = learnerOf(definition, definitions) as TextClassifierDefinition
      return trainVader(name, definition as unknown as VaderDefinition, testOn, context)
    }
  }
}
