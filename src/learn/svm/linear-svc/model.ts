import type { Parts } from '../../contract.ts'
import { LinearClassifierModel } from '../../linear/linear-classifier-model.ts'

/** A fitted linear SVM; its iterations are those of the class that took most. It has decisions and no probabilities. */
export class LinearSVCModel extends LinearClassifierModel {
  static readonly kind = 'LinearSVC'
  readonly kind = LinearSVCModel.kind

  static fromParts(parts: Parts): LinearSVCModel {
    return new LinearSVCModel(LinearSVCModel.stateOf(parts))
  }
}
