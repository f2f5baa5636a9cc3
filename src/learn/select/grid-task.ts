import { isSparse, type Label, type Matrix } from '../contract.ts'
import { shared } from '../parallel/shared.ts'
import { type AnyModel, type FittingTo, type Fold, takeFold } from './cross-validate.ts'
import { fromPortable, type PortableEstimator } from './portable-estimator.ts'
import { isMatrix, type Rows } from './rows.ts'
import { type Scorer, type ScoringName, scorerOf } from './scoring.ts'
import type { Split } from './split.ts'

/** What all tasks of a search work on. */
interface GridRows<X> {
  readonly X: X
  readonly y: readonly Label[]
  readonly sampleWeight: ArrayLike<number> | undefined
  readonly splits: readonly Split[]
}

/** The same with the candidates as data, for other threads. */
export interface GridData<X extends Rows> extends GridRows<X> {
  readonly estimators: readonly (PortableEstimator | undefined)[]
  readonly scoring: ScoringName
}

/** In memory that threads can share, so that no thread copies a matrix; texts and tables are copied. */
export function shareGrid<X extends Rows>(data: GridData<X>): GridData<X> {
  return {
    ...data,
    ...(isMatrix(data.X) && { X: shareMatrix(data.X) as Matrix as X }),
    ...(data.sampleWeight && { sampleWeight: shared(data.sampleWeight, Float64Array) }),
  }
}

/** One task is one candidate on one fold, folds outside: a thread that goes on in a fold has its rows at hand. */
export function runTask<X extends Rows>(data: GridData<X>, task: number): number {
  const { estimators, scoring } = data
  const place = Math.floor(task / estimators.length)
  let last = held.get(data)
  if (last?.place !== place) {
    last = { place, fold: foldOf(data, place) }
    held.set(data, last)
  }
  const estimator = fromPortable(estimators[task % estimators.length] as PortableEstimator) as FittingTo<X, AnyModel<X>>
  return score(last.fold as Fold<X>, estimator, scorerOf(scoring))
}

export const module = import.meta.url

/** The fold that this thread worked on last, as long as the search goes on. */
const held = new WeakMap<object, { readonly place: number; readonly fold: unknown }>()

/** All tasks in this thread, by number: for estimators and scores that cannot cross to another. */
export function scoreAll<X extends Rows>(
  data: GridRows<X> & { readonly estimators: readonly FittingTo<X, AnyModel<X>>[]; readonly scorer: Scorer },
  onDone: (done: number) => void,
): number[] {
  const scores: number[] = []
  for (let place = 0; place < data.splits.length; place++) {
    const fold = foldOf(data, place)
    for (const estimator of data.estimators) {
      scores.push(score(fold, estimator, data.scorer))
      onDone(scores.length)
    }
  }
  return scores
}

function foldOf<X extends Rows>({ X, y, sampleWeight, splits }: GridRows<X>, place: number): Fold<X> {
  return takeFold(X, y, sampleWeight, splits[place])
}

function score<X extends Rows>(fold: Fold<X>, estimator: FittingTo<X, AnyModel<X>>, scorer: Scorer): number {
  return fold.score(fold.fit(estimator), fold.test, [scorer])[0]
}

function shareMatrix(X: Matrix): Matrix {
  const values = shared(X.values, Float64Array)
  if (!isSparse(X)) return { ...X, values }
  return { ...X, values, indptr: shared(X.indptr, Int32Array), indices: shared(X.indices, Int32Array) }
}
