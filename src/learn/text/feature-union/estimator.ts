import { shown } from '../../../values.ts'
import type { FitOptions, Label, SparseMatrix } from '../../contract.ts'
import type { Descriptor } from '../../estimator/descriptor.ts'
import { Estimator } from '../../estimator/estimator.ts'
import { loadFit } from '../../estimator/load-fit.ts'
import { throwProblems } from '../../estimator/settings.ts'
import { type StepPlace, stepProblems } from '../../estimator/step-problem.ts'
import type { ReadTexts } from '../read-texts.ts'
import type { Vectorizer } from '../vectorizer.ts'
import { FeatureUnionModel } from './model.ts'

type NoOptions = Record<never, never>

const descriptor: Descriptor<'FeatureUnion', 'vectorizer', NoOptions, FeatureUnionModel> = {
  name: 'FeatureUnion',
  role: 'vectorizer',
  options: {},
  home: import.meta.url,
  read: FeatureUnionModel.fromParts,
}

/**
 * Several vectorizers side by side, their columns one after the other: words and characters, say.
 *
 * @example
 * const words = new CountVectorizer()
 * const pieces = new CountVectorizer({ analyzer: 'char_wb', ngramRange: [2, 2] })
 * new FeatureUnion([words, pieces]).fit(['ab']).transform(['ab']).columns // 4
 */
export class FeatureUnion
  extends Estimator<'FeatureUnion', 'vectorizer', NoOptions>
  implements Vectorizer<FeatureUnionModel>
{
  static readonly descriptor = descriptor
  readonly steps: readonly Vectorizer[]

  /**
   * @param steps the vectorizers, one or more
   * @throws INVALID_OPTION for no step at all, or for one that is no vectorizer
   */
  constructor(steps: readonly Vectorizer[]) {
    super(descriptor, {})
    checkSteps(steps)
    this.steps = steps
  }

  /** Cuts texts into terms once for each step, to be learned from more than once. */
  read(texts: readonly string[], options: FitOptions = {}): ReadTexts<FeatureUnionModel> {
    return loadFit<UnionFit>(descriptor.home).read(this.steps, texts, options)
  }

  fit(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): FeatureUnionModel {
    return this.read(texts, options).finish().model
  }

  fitTransform(
    texts: readonly string[],
    _y?: readonly Label[],
    options?: FitOptions,
  ): { readonly model: FeatureUnionModel; readonly output: SparseMatrix } {
    return this.read(texts, options).finish()
  }

  override parameters(): readonly unknown[] {
    return [this.steps]
  }

  override inner() {
    return { steps: this.steps }
  }
}

/** What the module `fit` exports. */
interface UnionFit {
  read(steps: readonly Vectorizer[], texts: readonly string[], options: FitOptions): ReadTexts<FeatureUnionModel>
}

function checkSteps(steps: readonly Vectorizer[]): void {
  if (!Array.isArray(steps) || steps.length === 0) {
    const message = `expected one vectorizer or more, got ${Array.isArray(steps) ? 'none' : shown(steps)}`
    throwProblems(descriptor.name, [{ path: '', message }])
  }
  throwProblems(
    descriptor.name,
    steps.flatMap((step, i) => stepProblems(step, `[${i}]`, vectorizerPlace)),
  )
}

const vectorizerPlace: StepPlace = {
  expected: 'a vectorizer, such as new TfidfVectorizer()',
  method: 'read',
  roles: ['vectorizer'],
}
