import { SlipwayError } from '../../../errors.ts'
import type {
  ClassifierModel,
  DenseMatrix,
  Fitted,
  Label,
  LabelModel,
  Parts,
  TransformerModel,
} from '../../contract.ts'
import { nestParts, type Readers, readParts, unnestParts } from '../../nested-parts.ts'

/** Fitted transformers, each eating what the one before it gives, and the classifier that eats the last one's output. */
export class PipelineModel<X, M extends LabelModel<never> = ClassifierModel<never>> implements LabelModel<X> {
  static readonly kind = 'Pipeline'
  readonly kind = PipelineModel.kind
  readonly transformers: readonly TransformerModel<never, unknown>[]
  readonly classifier: M
  readonly classes: readonly Label[]
  /** As the classifier has it. */
  readonly predictProba: Probabilities<X, M>
  /** Absent where the classifier has none. */
  readonly decisionFunction?: (X: X) => DenseMatrix

  constructor(transformers: readonly TransformerModel<never, unknown>[], classifier: M) {
    this.transformers = transformers
    this.classifier = classifier
    this.classes = classifier.classes
    const asked = classifier.predictProba && ((X: X) => classifier.predictProba!(this.#transform(X)))
    this.predictProba = asked as Probabilities<X, M>
    if (classifier.decisionFunction) this.decisionFunction = (X) => classifier.decisionFunction!(this.#transform(X))
  }

  predict(X: X): Label[] {
    return this.classifier.predict(this.#transform(X))
  }

  /** The names of the columns that the classifier sees; none without a transformer. */
  featureNames(): readonly string[] {
    return this.transformers.at(-1)?.featureNames() ?? []
  }

  toParts(): Parts {
    return nestParts(
      this.kind,
      [...this.transformers, this.classifier].map((step) => step.toParts()),
    )
  }

  /** @throws ARTIFACT_CORRUPT for a step of a kind that `readers` lacks, or steps in the wrong place. */
  static fromParts<X, M extends LabelModel<never> = ClassifierModel<never>>(
    parts: Parts,
    readers: Readers,
  ): PipelineModel<X, M> {
    const steps = unnestParts(parts).map((step) => readParts(step, readers))
    const classifier = steps.pop()
    if (!classifier || !isClassifier(classifier) || !steps.every(isTransformer)) {
      throw new SlipwayError(
        'ARTIFACT_CORRUPT',
        `Pipeline: expected transformers and a classifier at the end, got ${unnestParts(parts).map(({ kind }) => kind)}.`,
      )
    }
    return new PipelineModel<X, M>(steps, classifier as M)
  }

  /** The compiler saw the steps fit together when they were given to `Pipeline`; here they are only run. */
  #transform(X: X): never {
    return this.transformers.reduce<unknown>((input, step) => step.transform(input as never), X) as never
  }
}

type Probabilities<X, M> = M extends ClassifierModel<never> ? (X: X) => DenseMatrix : undefined

function isTransformer(step: Fitted): step is TransformerModel<never, unknown> {
  return 'transform' in step
}

function isClassifier(step: Fitted): step is LabelModel<never> {
  return 'classes' in step
}
