import type { FitOptions, Label, LabelModel, RegressorModel, TransformerModel } from '../../contract.ts'
import type { AnyClassifier, AnyRegressor, AnyTransformer, Steps } from './estimator.ts'
import { PipelineModel } from './model.ts'
import { RegressorPipelineModel } from './regressor-model.ts'

/** The compiler saw the steps fit together when they were given to `Pipeline`; here they are only run. */
export function fit(
  steps: Steps,
  X: unknown,
  y: readonly Label[] | ArrayLike<number>,
  options: FitOptions,
): PipelineModel<never, LabelModel<never>> | RegressorPipelineModel<never> {
  const targets: readonly Label[] = Array.isArray(y) ? y : Array.from(y)
  const transformers = steps.slice(0, -1) as readonly AnyTransformer[]
  const fitted: TransformerModel<never, unknown>[] = []
  let output: unknown = X
  transformers.forEach((transformer, step) => {
    const done = fitTransform(transformer, output as never, targets, optionsOf(step, steps.length, options))
    fitted.push(done.model)
    output = done.output
  })
  const last = steps.at(-1) as AnyClassifier & AnyRegressor
  const model: LabelModel<never> | RegressorModel<never> = last.fit(
    output as never,
    y as readonly Label[] & readonly number[],
    optionsOf(transformers.length, steps.length, options),
  )
  return 'classes' in model ? new PipelineModel(fitted, model) : new RegressorPipelineModel(fitted, model)
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
