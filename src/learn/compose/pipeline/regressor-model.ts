import type { Parts, RegressorModel } from '../../contract.ts'
import type { Readers } from '../../nested-parts.ts'
import { FittedSteps } from './fitted-steps.ts'
import { readSteps } from './read-steps.ts'

/** Fitted transformers and the regressor that takes the last one's output. */
export class RegressorPipelineModel<X, M extends RegressorModel<never> = RegressorModel<never>>
  extends FittedSteps<X, M>
  implements RegressorModel<X>
{
  get regressor(): M {
    return this.last
  }

  predict(X: X): Float64Array {
    return this.regressor.predict(this.throughTransformers(X))
  }

  /** @throws ARTIFACT_CORRUPT for a step of a kind that `readers` lacks, or steps in the wrong place. */
  static fromParts<X>(parts: Parts, readers: Readers): RegressorPipelineModel<X> {
    const { transformers, last } = readSteps(parts, readers, 'a regressor', 'predict')
    return new RegressorPipelineModel<X>(transformers, last as RegressorModel<never>)
  }
}
