import type { Parts } from '../../contract.ts'
import { ProbabilityTreesModel, stateFromParts } from '../predict/probability-trees-model.ts'

/** Fitted extremely randomised trees. The probability of a class is the mean of its shares in the leaves that a row comes to. */
export class ExtraTreesClassifierModel extends ProbabilityTreesModel {
  static readonly kind = 'ExtraTreesClassifier'
  readonly kind = ExtraTreesClassifierModel.kind

  static fromParts(parts: Parts): ExtraTreesClassifierModel {
    return new ExtraTreesClassifierModel(stateFromParts(parts))
  }
}
