import { SlipwayError } from '../errors.ts'
import type { Classifier, FitOptions, Label, LabelModel, Transformer, TransformerModel } from './contract.ts'
import { PipelineModel } from './pipeline-model.ts'

type AnyTransformer = Transformer<never, unknown, TransformerModel<never, unknown>>
type AnyClassifier = Classifier<never, LabelModel<never>>
type Steps = readonly [...AnyTransformer[], AnyClassifier]

/** What a step eats. */
type Eats<S> = S extends { fit(X: infer X, ...rest: never[]): unknown } ? X : never
/** What a transformer gives. */
type Gives<S> = S extends { fit(...args: never[]): { transform(X: never): infer Out } } ? Out : never
type Fits<S extends readonly unknown[]> = S extends readonly [infer A, infer B, ...infer Rest]
  ? [Gives<A>] extends [Eats<B>]
    ? Fits<readonly [B, ...Rest]>
    : 'a step has to eat what the step before it gives'
  : unknown

/** What the last step's fit returns. */
type ModelOf<S extends readonly unknown[]> = S extends readonly [...unknown[], { fit(...args: never[]): infer M }]
  ? M extends LabelModel<never>
    ? M
    : never
  : never

/**
 * Transformers and a classifier as one classifier, so that what is learned from the training rows by any of them, such
 * as a vocabulary, is never learned from rows that it is scored on.
 *
 *   new Pipeline([new TfidfVectorizer(), new LogisticRegression()]).fit(texts, labels).predict(['great fun'])
 *
 * It eats what its first step eats. A step that does not eat what the one before it gives is a compile error.
 */
export class Pipeline<const S extends Steps> implements Classifier<Eats<S[0]>, PipelineModel<Eats<S[0]>, ModelOf<S>>> {
  readonly steps: S

  /** @throws INVALID_OPTION where there is no step, or a classifier is not the last one. */
  constructor(steps: S & Fits<S>) {
    this.steps = steps
    const last = steps.at(-1)
    if (last === undefined || 'fitTransform' in last) {
      throw new SlipwayError('INVALID_OPTION', 'Pipeline: expected transformers and a classifier as the last step.')
    }
  }

  /**
   * Fits each transformer on the output of the one before it, then the classifier.
   *
   * @throws INVALID_INPUT as the steps do.
   */
  fit(X: Eats<S[0]>, y: readonly Label[], options: FitOptions = {}): PipelineModel<Eats<S[0]>, ModelOf<S>> {
    const transformers = this.steps.slice(0, -1) as unknown as readonly AnyTransformer[]
    const fitted: TransformerModel<never, unknown>[] = []
    let output: unknown = X
    transformers.forEach((transformer, step) => {
      const done = fitTransform(transformer, output as never, y, this.#optionsOf(step, options))
      fitted.push(done.model)
      output = done.output
    })
    const classifier = this.steps.at(-1) as AnyClassifier
    const model = classifier.fit(output as never, y, this.#optionsOf(transformers.length, options))
    return new PipelineModel(fitted, model as ModelOf<S>)
  }

  /** The options with the progress of one step as a part of the whole. */
  #optionsOf(step: number, { onProgress, ...options }: FitOptions): FitOptions {
    return onProgress ? { ...options, onProgress: (share) => onProgress((step + share) / this.steps.length) } : options
  }
}

function fitTransform(transformer: AnyTransformer, X: never, y: readonly Label[], options: FitOptions) {
  if (transformer.fitTransform) return transformer.fitTransform(X, y, options)
  const model = transformer.fit(X, y, options)
  return { model, output: model.transform(X) }
}
