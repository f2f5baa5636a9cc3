import type { Problem } from '../../../errors.ts'
import type { Classifier, FitOptions, Label, LabelModel, Transformer, TransformerModel } from '../../contract.ts'
import type { Descriptor } from '../../estimator/descriptor.ts'
import { Estimator } from '../../estimator/estimator.ts'
import { loadFit } from '../../estimator/load-fit.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { classifierPlace, stepProblems, transformerPlace } from '../../estimator/step-problem.ts'
import { PipelineModel } from './model.ts'

export type AnyTransformer = Transformer<never, unknown, TransformerModel<never, unknown>>
export type AnyClassifier = Classifier<never, LabelModel<never>>
export type Steps = readonly [...AnyTransformer[], AnyClassifier]

/** The input type of a step. */
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

type NoOptions = Record<never, never>

const descriptor: Descriptor<'Pipeline', 'pipeline', NoOptions, PipelineModel<never>> = {
  name: 'Pipeline',
  role: 'pipeline',
  options: {},
  home: import.meta.url,
  read: PipelineModel.fromParts,
}

/**
 * Transformers and a classifier as one classifier, so that what is learned from the training rows by any of them, such
 * as a vocabulary, is never learned from rows that it is scored on.
 *
 *   new Pipeline([new TfidfVectorizer(), new LogisticRegression()]).fit(texts, labels).predict(['great fun'])
 *
 * Its input is that of its first step. A step that does not accept the output of the one before it is a compile error.
 *
 * @example
 * const pipeline = new Pipeline([new TfidfVectorizer(), new LogisticRegression()])
 * const model = pipeline.fit(['great fun', 'so great', 'too loud', 'loud and slow'], ['good', 'good', 'bad', 'bad'])
 * model.predict(['great']) // ['good']
 */
export class Pipeline<const S extends Steps>
  extends Estimator<'Pipeline', 'pipeline', NoOptions>
  implements Classifier<Eats<S[0]>, PipelineModel<Eats<S[0]>, ModelOf<S>>>
{
  static readonly descriptor = descriptor
  readonly steps: S

  /** @throws INVALID_OPTION for no step at all, and with every step that is in the wrong place */
  constructor(steps: S & Fits<S>) {
    super(descriptor, {})
    throwProblems(descriptor.name, problemsOf(steps))
    this.steps = steps
  }

  /**
   * Fits each transformer on the output of the one before it, then the classifier.
   *
   * @throws INVALID_INPUT as the steps do.
   */
  fit(X: Eats<S[0]>, y: readonly Label[], options: FitOptions = {}): PipelineModel<Eats<S[0]>, ModelOf<S>> {
    return loadFit<PipelineFit<S>>(descriptor.home).fit(this.steps, X, y, options)
  }

  override parameters(): readonly unknown[] {
    return [this.steps]
  }

  override inner() {
    return { steps: this.steps }
  }
}

function problemsOf(steps: unknown): Problem[] {
  if (!Array.isArray(steps) || steps.length === 0) {
    return [{ path: '', message: 'expected transformers and a classifier as the last step' }]
  }
  const last = steps.length - 1
  return steps.flatMap((step, i) => {
    if (i < last) return stepProblems(step, `[${i}]`, transformerPlace)
    // A transformer that is not of this library has no role, and is known by this.
    const isOther = typeof step === 'object' && step !== null && 'fitTransform' in step && !('role' in step)
    return isOther
      ? [{ path: `[${i}]`, message: 'expected a classifier, got a transformer' }]
      : stepProblems(step, `[${i}]`, classifierPlace)
  })
}

/** What the module `fit` exports. */
interface PipelineFit<S extends Steps> {
  fit(steps: S, X: Eats<S[0]>, y: readonly Label[], options: FitOptions): PipelineModel<Eats<S[0]>, ModelOf<S>>
}
