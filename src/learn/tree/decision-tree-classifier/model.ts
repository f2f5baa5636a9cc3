import type { Parts } from '../../contract.ts'
import { ProbabilityTreesModel, stateFromParts } from '../predict/probability-trees-model.ts'

/** A fitted classification tree. The probability of a class is its share of the weight in the leaf. */
export class DecisionTreeClassifierModel extends ProbabilityTreesModel {
  static readonly kind = 'DecisionTreeClassifier'
  readonly kind = DecisionTreeClassifierModel.kind

  static fromParts(parts: Parts): DecisionTreeClassifierModel {
    return new DecisionTreeClassifierModel(stateFromParts(parts))
  }
}
