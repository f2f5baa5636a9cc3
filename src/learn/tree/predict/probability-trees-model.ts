import { argmax } from '../../argmax.ts'
import type { ClassifierModel, DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { TreesModel, type TreesState, treesStateFromParts } from './trees-model.ts'

/** What a fit hands over; a node's values are the shares of the classes. */
export interface ProbabilityTreesState extends TreesState {
  readonly classes: readonly Label[]
}

/** Trees that tell classes apart: the probability of a class is the mean of what the trees answer. */
export abstract class ProbabilityTreesModel extends TreesModel implements ClassifierModel, ProbabilityTreesState {
  readonly classes: readonly Label[]

  constructor(state: ProbabilityTreesState) {
    super(state)
    this.classes = state.classes
  }

  /** @throws INVALID_INPUT for NaN, infinities, or another number of columns than in training. */
  predictProba(X: Matrix): DenseMatrix {
    return { rows: X.rows, columns: this.classes.length, values: this.answer(X) }
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    const { rows, columns, values } = this.predictProba(X)
    return Array.from({ length: rows }, (_, i) => this.classes[argmax(values, i * columns, columns)])
  }

  toParts(): Parts {
    return this.partsWith({ classes: this.classes })
  }
}

/** The state in `parts` that `toParts` wrote. */
export function stateFromParts(parts: Parts): ProbabilityTreesState {
  return { classes: parts.config.classes as readonly Label[], ...treesStateFromParts(parts) }
}
