import type { Matrix, Parts, RegressorModel } from '../../contract.ts'
import { TreesModel } from './trees-model.ts'

/** Trees that predict a number: the mean of what the trees answer. */
export abstract class NumberTreesModel extends TreesModel implements RegressorModel {
  /** @throws INVALID_INPUT for NaN, infinities, or another number of columns than in training. */
  predict(X: Matrix): Float64Array {
    return this.answer(X)
  }

  toParts(): Parts {
    return this.partsWith({})
  }
}
