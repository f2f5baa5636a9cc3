import type { ClassifierModel, DenseMatrix, Label, LabelModel, Parts, TransformerModel } from '../../contract.ts'
import type { Readers } from '../../nested-parts.ts'
import { FittedSteps } from './fitted-steps.ts'
import { readSteps } from './read-steps.ts'

/** Fitted transformers and the classifier that takes the last one's output. */
export class PipelineModel<X, M extends LabelModel<never> = ClassifierModel<never>>
  extends FittedSteps<X, M>
  implements LabelModel<X>
{
  readonly classes: readonly Label[]
  /** As the classifier has it. */
  readonly predictProba: Probabilities<X, M>
  /** Absent where the classifier has none. */
  readonly decisionFunction?: (X: X) => DenseMatrix

  constructor(transformers: readonly TransformerModel<never, unknown>[], classifier: M) {
    super(transformers, classifier)
    this.classes = classifier.classes
    const predictProba = classifier.predictProba && ((X: X) => classifier.predictProba!(this.throughTransformers(X)))
    this.predictProba = predictProba as Probabilities<X, M>
    if (classifier.decisionFunction)
      this.decisionFunction = (X) => classifier.decisionFunction!(this.throughTransformers(X))
  }

  get classifier(): M {
    return this.last
  }

  predict(X: X): Label[] {
    return this.classifier.predict(this.throughTransformers(X))
  }

  /** @throws ARTIFACT_CORRUPT for a step of a kind that `readers` lacks, or steps in the wrong place. */
  static fromParts<X, M extends LabelModel<never> = ClassifierModel<never>>(
    parts: Parts,
    readers: Readers,
  ): PipelineModel<X, M> {
    const { transformers, last } = readSteps(parts, readers, 'a classifier', 'classes')
    return new PipelineModel<X, M>(transformers, last as M & LabelModel<never>)
  }
}

type Probabilities<X, M> = M extends ClassifierModel<never> ? (X: X) => DenseMatrix : undefined
