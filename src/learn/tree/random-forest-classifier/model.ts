import type { Parts } from '../../contract.ts'
import { ProbabilityTreesModel, stateFromParts } from '../predict/probability-trees-model.ts'

/** A fitted forest. The probability of a class is the mean of its shares in the leaves that a row comes to. */
export class RandomForestClassifierModel extends ProbabilityTreesModel {
  static readonly kind = 'RandomForestClassifier'
  readonly kind = RandomForestClassifierModel.kind

  static fromParts(parts: Parts): RandomForestClassifierModel {
    return new RandomForestClassifierModel(stateFromParts(parts))
  }
}
