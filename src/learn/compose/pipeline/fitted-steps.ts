import type { Fitted, Parts, TransformerModel } from '../../contract.ts'
import { nestParts } from '../../nested-parts.ts'

/** Fitted transformers, each of which takes what the one before it gives, and a model that takes the last one's output. */
export class FittedSteps<X, M extends Fitted> {
  static readonly kind = 'Pipeline'
  readonly kind = FittedSteps.kind
  readonly transformers: readonly TransformerModel<never, unknown>[]
  protected readonly last: M

  constructor(transformers: readonly TransformerModel<never, unknown>[], last: M) {
    this.transformers = transformers
    this.last = last
  }

  /** The names of the columns that the last step sees; none without a transformer. */
  featureNames(): readonly string[] {
    return this.transformers.at(-1)?.featureNames() ?? []
  }

  toParts(): Parts {
    return nestParts(
      this.kind,
      [...this.transformers, this.last].map((step) => step.toParts()),
    )
  }

  /** The compiler saw the steps fit together when they were given to `Pipeline`; here they are only run. */
  protected throughTransformers(X: X): never {
    return this.transformers.reduce<unknown>((input, step) => step.transform(input as never), X) as never
  }
}
