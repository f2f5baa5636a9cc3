import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { ModelDefinition } from '../contract.ts'
import type { TabularClassifierDefinition, TextClassifierDefinition, VaderDefinition } from '../define.ts'
import type { TrainContext } from './context.ts'
import { trainTabularClassifier } from './train-tabular-classifier.ts'
import { trainTextClassifier } from './train-text-classifier.ts'
import { trainVader } from './train-vader.ts'

export type Definitions = { readonly [name: string]: ModelDefinition<never, unknown> }

/**
 * Trains models one after the other, in the order in which they are declared, and gives each as a version that is
 * ready to be written to a store.
 *
 * @param only the models to train; absent: all
 * @throws DATA_NOT_FOUND, INVALID_DATA, INVALID_OPTION, INVALID_SERVICE
 */
export async function* trainModels(
  definitions: Definitions,
  context: TrainContext,
  only: readonly string[] = Object.keys(definitions),
): AsyncGenerator<{ readonly name: string; readonly draft: ArtifactDraft }> {
  for (const [name, definition] of Object.entries(definitions)) {
    if (only.includes(name)) yield { name, draft: await trainModel(name, definitions, definition, context) }
  }
}

function trainModel(name: string, definitions: Definitions, definition: ModelDefinition<never>, context: TrainContext) {
  switch (definition.kind) {
    case 'text-classifier':
      return trainTextClassifier(name, definition as unknown as TextClassifierDefinition, context)
    case 'tabular-classifier':
      return trainTabularClassifier(name, definition as unknown as TabularClassifierDefinition, context)
    case 'vader': {
      const vader = definition as unknown as VaderDefinition
      return trainVader(name, vader, definitions[vader.source.testOn] as unknown as TextClassifierDefinition, context)
    }
  }
}
