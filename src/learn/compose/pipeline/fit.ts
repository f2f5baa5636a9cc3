import type { FitOptions, Label, LabelModel, TransformerModel } from '../../contract.ts'
import type { AnyClassifier, AnyTransformer, Steps } from './estimator.ts'
import { PipelineModel } from './model.ts'

/** The compiler saw the steps fit together when they were given to `Pipeline`; here they are only run. */
export function fit(
  steps: Steps,
  X: unknown,
  y: readonly Label[],
  options: FitOptions,
): PipelineModel<never, LabelModel<never>> {
  const transformers = steps.slice(0, -1) as readonly AnyTransformer[]
  const fitted: TransformerModel<never, unknown>[] = []
  let output: unknown = X
  transformers.forEach((transformer, step) => {
    const done = fitTransform(transformer, output as never, y, optionsOf(step, steps.length, options))
    fitted.push(done.model)
    output = done.output
  })
  const classifier = steps.at(-1) as AnyClassifier
  const model = classifier.fit(output as never, y, optionsOf(transformers.length, steps.length, options))
  return new PipelineModel(fitted, model)
}

/** The options with the progress of one step as a part of the whole. */
function optionsOf(step: number, steps: number, { onProgress, ...options }: FitOptions): FitOptions {
  return onProgress ? { ...options, onProgress: (share) => onProgress((step + share) / steps) } : options
}

function fitTransform(transformer: AnyTransformer, X: never, y: readonly Label[], options: FitOptions) {
  if (transformer.fitTransform) return transformer.fitTransform(X, y, options)
  const model = transformer.fit(X, y, options)
  return { model, output: model.transform(X) }
}
