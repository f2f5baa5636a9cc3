import type { DenseMatrix, Label, LabelModel, Parts, RegressorModel } from '../contract.ts'

/** One candidate of a grid search. */
export interface GridResult<O> {
  readonly options: O
  /** One score a fold. */
  readonly scores: readonly number[]
  readonly meanScore: number
  /** Standard deviation over the folds, of the population. */
  readonly stdScore: number
  /** 1 for the best; candidates with the same mean share a rank. */
  readonly rank: number
}

export interface GridSearchResults<O> {
  /** All candidates, in the order of the grid. */
  readonly results: readonly GridResult<O>[]
  readonly bestIndex: number
  readonly bestOptions: O
  readonly bestScore: number
}

/**
 * The best candidate fitted on all rows, and how all of them scored. It predicts, and is stored, as the model that
 * it found: what is stored knows nothing of the search.
 */
export class GridSearchModel<O, X, M extends LabelModel<X>> implements LabelModel<X>, GridSearchResults<O> {
  readonly model: M
  readonly kind: string
  readonly classes: readonly Label[]
  readonly results: readonly GridResult<O>[]
  readonly bestIndex: number
  readonly bestOptions: O
  readonly bestScore: number
  /** Both as the model that was found has them. */
  readonly predictProba: M['predictProba']
  readonly decisionFunction?: (X: X) => DenseMatrix

  constructor(model: M, found: GridSearchResults<O>) {
    this.model = model
    this.kind = model.kind
    this.classes = model.classes
    this.results = found.results
    this.bestIndex = found.bestIndex
    this.bestOptions = found.bestOptions
    this.bestScore = found.bestScore
    const predictProba = model.predictProba?.bind(model)
    this.predictProba = predictProba as M['predictProba']
    if (model.decisionFunction) this.decisionFunction = (X) => model.decisionFunction!(X)
  }

  predict(X: X): Label[] {
    return this.model.predict(X)
  }

  toParts(): Parts {
    return this.model.toParts()
  }
}

/** The same of a search among regressors. */
export class RegressorGridSearchModel<O, X, M extends RegressorModel<X>>
  implements RegressorModel<X>, GridSearchResults<O>
{
  readonly model: M
  readonly kind: string
  readonly results: readonly GridResult<O>[]
  readonly bestIndex: number
  readonly bestOptions: O
  readonly bestScore: number

  constructor(model: M, found: GridSearchResults<O>) {
    this.model = model
    this.kind = model.kind
    this.results = found.results
    this.bestIndex = found.bestIndex
    this.bestOptions = found.bestOptions
    this.bestScore = found.bestScore
  }

  predict(X: X): Float64Array {
    return this.model.predict(X)
  }

  toParts(): Parts {
    return this.model.toParts()
  }
}
