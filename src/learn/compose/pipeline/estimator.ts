import type { Problem } from '../../../errors.ts'
import type {
  Classifier,
  FitOptions,
  LabelModel,
  Regressor,
  RegressorModel,
  Transformer,
  TransformerModel,
} from '../../contract.ts'
import type { Descriptor } from '../../estimator/descriptor.ts'
import { Estimator } from '../../estimator/estimator.ts'
import { loadFit } from '../../estimator/load-fit.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { predictorPlace, stepProblems, transformerPlace } from '../../estimator/step-problem.ts'
import type { PipelineModel } from './model.ts'
import { readPipeline } from './read.ts'
import type { RegressorPipelineModel } from './regressor-model.ts'

export type AnyTransformer = Transformer<never, unknown, TransformerModel<never, unknown>>
export type AnyClassifier = Classifier<never, LabelModel<never>>
export type AnyRegressor = Regressor<never, RegressorModel<never>>
export type Steps = readonly [...AnyTransformer[], AnyClassifier | AnyRegressor]

/** The input type of a step. */
type Eats<S> = S extends { fit(X: infer X, ...rest: never[]): unknown } ? X : never
/** What a transformer gives. */
type Gives<S> = S extends { fit(...args: never[]): { transform(X: never): infer Out } } ? Out : never
type Fits<S extends readonly unknown[]> = S extends readonly [infer A, infer B, ...infer Rest]
  ? [Gives<A>] extends [Eats<B>]
    ? Fits<readonly [B, ...Rest]>
    : 'a step has to eat what the step before it gives'
  : unknown

/** What the last step learns to predict: labels or numbers. */
type Targets<S extends readonly unknown[]> = S extends readonly [
  ...unknown[],
  { fit(X: never, y: infer Y, ...rest: never[]): unknown },
]
  ? Y
  : never

/** What the last step's fit returns. */
type ModelOf<S extends readonly unknown[]> = S extends readonly [...unknown[], { fit(...args: never[]): infer M }]
  ? M
  : never

/** What the fit of the whole returns. */
export type FittedPipeline<S extends Steps> =
  ModelOf<S> extends LabelModel<never>
    ? PipelineModel<Eats<S[0]>, ModelOf<S>>
    : ModelOf<S> extends RegressorModel<never>
      ? RegressorPipelineModel<Eats<S[0]>, ModelOf<S>>
      : never

type NoOptions = Record<never, never>

const descriptor: Descriptor<'Pipeline', 'pipeline', NoOptions, ReturnType<typeof readPipeline>> = {
  name: 'Pipeline',
  role: 'pipeline',
  options: {},
  home: import.meta.url,
  read: readPipeline,
}

/**
 * Transformers and a classifier or regressor as one, so that what is learned from the training rows by any of them, such
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
export class Pipeline<const S extends Steps> extends Estimator<'Pipeline', 'pipeline', NoOptions> {
  static readonly descriptor = descriptor
  readonly steps: S

  /** @throws INVALID_OPTION for no step at all, and with every step that is in the wrong place */
  constructor(steps: S & Fits<S>) {
    super(descriptor, {})
    throwProblems(descriptor.name, problemsOf(steps))
    this.steps = steps
  }

  /**
   * Fits each transformer on the output of the one before it, then the last step.
   *
   * @param y a label for each row, or a number for each where the last step is a regressor
   * @throws INVALID_INPUT as the steps do.
   */
  fit(X: Eats<S[0]>, y: Targets<S>, options: FitOptions = {}): FittedPipeline<S> {
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
    return [{ path: '', message: 'expected transformers and a classifier or regressor as the last step' }]
  }
  const last = steps.length - 1
  return steps.flatMap((step, i) => {
    if (i < last) return stepProblems(step, `[${i}]`, transformerPlace)
    // A transformer that is not of this library has no role, and is known by this.
    const isOther = typeof step === 'object' && step !== null && 'fitTransform' in step && !('role' in step)
    return isOther
      ? [{ path: `[${i}]`, message: `expected ${predictorPlace.expected}, got a transformer` }]
      : stepProblems(step, `[${i}]`, predictorPlace)
  })
}

/** What the module `fit` exports. */
interface PipelineFit<S extends Steps> {
  fit(steps: S, X: Eats<S[0]>, y: Targets<S>, options: FitOptions): FittedPipeline<S>
}
