import { SlipwayError } from '../../errors.ts'
import { shown } from '../../values.ts'
import type { FitOptions, Label, LabelClassifier, LabelModel, Regressor, RegressorModel } from '../contract.ts'
import type { OptionTable } from '../estimator/option.ts'
import { flag } from '../estimator/option-kinds.ts'
import { optionProblems, throwProblems } from '../estimator/settings.ts'
import { foldOptions } from './fold-options.ts'
import { KFold, StratifiedKFold } from './k-fold.ts'
import { countRows, pick, pickRows, type Rows } from './rows.ts'
import { predictionsOf, type Scorer, type ScoringName, scorerOf, scoringList, scoringOption } from './scoring.ts'
import type { Split, Splitter } from './split.ts'

/** What can be fitted on folds: a classifier or a regressor. */
export type FoldedEstimator<X> = LabelClassifier<X> | Regressor<X>
export type AnyModel<X> = LabelModel<X> | RegressorModel<X>
/** A label for each row, or a number. */
export type Targets = readonly Label[] | ArrayLike<number>

export interface FoldOptions extends FitOptions {
  /** The number of shuffled folds, stratified for a classifier, or whatever divides the rows. @default 5 */
  readonly cv?: number | Splitter
  /** Shuffles the folds where `cv` is a number. @default 0 */
  readonly seed?: number
}

export interface CrossValidateOptions<N extends ScoringName> extends FoldOptions {
  /** @default ['accuracy'], for a regressor ['r2'] */
  readonly scoring?: readonly N[]
  /** Score the training rows as well: a gap between the two is overfitting. @default false */
  readonly returnTrainScore?: boolean
}

/** One score a fold, by the score's name. */
export type FoldScores<N extends ScoringName> = { readonly [name in N]: readonly number[] }

/**
 * Fits on all folds but one and scores on that one, for each fold in turn. Every fold is a task of its own that
 * depends on nothing but its rows, so the scores are the same in whatever order, or on how many cores, they are done.
 *
 * @param X a matrix of shape `(n, d)`, a table of n rows, or a list of n texts, as the estimator wants
 * @throws INVALID_OPTION with everything that is wrong with the options
 * @throws INVALID_INPUT for another number of labels than rows, and for what the estimator refuses.
 */
export function crossValidate<X extends Rows, const N extends ScoringName = 'accuracy'>(
  estimator: FoldedEstimator<X>,
  X: X,
  y: Targets,
  options: CrossValidateOptions<N> = {},
): { readonly testScores: FoldScores<N>; readonly trainScores: FoldScores<N> | undefined } {
  checkFolded('crossValidate', estimator, tables.crossValidate, options)
  const names = options.scoring ?? ([defaultScore(estimator)] as unknown as readonly N[])
  const chosen = names.map(scorerOf)
  const folds = eachFold(estimator, X, y, options, (fold) => {
    const model = fold.fit<AnyModel<X>>(estimator)
    return {
      test: fold.score(model, fold.test, chosen),
      train: options.returnTrainScore ? fold.score(model, fold.train, chosen) : [],
    }
  })
  const table = (side: 'test' | 'train') =>
    Object.fromEntries(names.map((name, s) => [name, folds.map((fold) => fold[side][s])])) as unknown as FoldScores<N>
  return { testScores: table('test'), trainScores: options.returnTrainScore ? table('train') : undefined }
}

/**
 * The scores of `crossValidate` by one measure, shape `(folds,)`.
 *
 * @throws INVALID_OPTION, INVALID_INPUT as `crossValidate` does
 */
export function crossValScore<X extends Rows>(
  estimator: FoldedEstimator<X>,
  X: X,
  y: Targets,
  options: FoldOptions & { readonly scoring?: ScoringName | Scorer } = {},
): number[] {
  checkFolded('crossValScore', estimator, tables.crossValScore, options)
  const scorer = scorerOf(options.scoring ?? defaultScore(estimator))
  return eachFold(
    estimator,
    X,
    y,
    options,
    (fold) => fold.score(fold.fit<AnyModel<X>>(estimator), fold.test, [scorer])[0],
  )
}

const tables = {
  crossValidate: { ...foldOptions, scoring: scoringList(), returnTrainScore: flag(false) },
  crossValScore: { ...foldOptions, scoring: scoringOption() },
}

/** @throws INVALID_OPTION with everything that is wrong with the options, or where the estimator is none */
export function checkFolded(who: string, estimator: FoldedEstimator<never>, table: OptionTable, options: object): void {
  const isEstimator = typeof estimator?.fit === 'function'
  throwProblems(who, [
    ...(isEstimator ? [] : [{ path: 'estimator', message: `expected an estimator, got ${shown(estimator)}` }]),
    ...optionProblems(table, options),
  ])
}

/** One side of a fold. */
export interface Side<X> {
  readonly X: X
  readonly y: readonly Label[]
  readonly options: { readonly sampleWeight?: readonly number[] }
}

export interface Fold<X> {
  readonly train: Side<X>
  readonly test: Side<X>
  readonly rows: Split
  fit<M extends LabelModel<X> | RegressorModel<X>>(estimator: FittingTo<X, M>): M
  score(model: LabelModel<X> | RegressorModel<X>, side: Side<X>, scorers: readonly Scorer[]): number[]
}

/** What is fitted to a model, whether it learns labels or numbers. */
export interface FittingTo<X, M> {
  fit(X: X, y: never, options?: FitOptions): M
}

/** The score that says most in one number, and that scikit-learn takes too. */
export function defaultScore(estimator: object): 'accuracy' | 'r2' {
  return isRegressor(estimator) ? 'r2' : 'accuracy'
}

/** A regressor of this library, or a pipeline that ends in one. */
export function isRegressor(estimator: object): boolean {
  if ('steps' in estimator && Array.isArray(estimator.steps)) return isRegressor(estimator.steps.at(-1) ?? {})
  return 'role' in estimator && estimator.role === 'regressor'
}

/** Does something with each fold, in order; reports the fraction of folds done. */
export function eachFold<X extends Rows, R>(
  estimator: FoldedEstimator<X>,
  X: X,
  y: Targets,
  options: FoldOptions,
  work: (fold: Fold<X>) => R,
): R[] {
  const targets: readonly Label[] = Array.isArray(y) ? y : Array.from(y)
  const splits = splitRows(X, targets, options, isRegressor(estimator))
  return splits.map((rows, i) => {
    const done = work(takeFold(X, targets, options.sampleWeight, rows))
    options.onProgress?.((i + 1) / splits.length)
    return done
  })
}

/** The rows of each fold. @throws INVALID_INPUT for another number of labels or weights than rows. */
export function splitRows(
  X: Rows,
  y: readonly Label[],
  { cv = 5, seed = 0, sampleWeight }: FoldOptions,
  areNumbers = false,
): Split[] {
  checkLengths(countRows(X), y, sampleWeight)
  const Folds = areNumbers ? KFold : StratifiedKFold
  const splitter = typeof cv === 'number' ? new Folds({ nSplits: cv, shuffle: true, seed }) : cv
  return splitter.split(y)
}

/** Picks out the rows of one fold. */
export function takeFold<X extends Rows>(
  X: X,
  y: readonly Label[],
  sampleWeight: ArrayLike<number> | undefined,
  rows: Split,
): Fold<X> {
  const side = (rows: Int32Array): Side<X> => ({
    X: pickRows(X, rows),
    y: pick(y, rows),
    options: sampleWeight ? { sampleWeight: pick(sampleWeight, rows) } : {},
  })
  const train = side(rows.train)
  const test = side(rows.test)
  return {
    rows,
    train,
    test,
    fit: (estimator) => estimator.fit(train.X, train.y as never, train.options),
    score: (model, { X, y, options }, scorers) => {
      const predictions = predictionsOf(model, X)
      return scorers.map((scorer) => scorer(y, predictions, options))
    },
  }
}

function checkLengths(rows: number, y: readonly Label[], sampleWeight: ArrayLike<number> | undefined): void {
  const wrong: string[] = []
  if (y.length !== rows) wrong.push(`y has ${y.length} entries for the ${rows} rows of X`)
  if (sampleWeight && sampleWeight.length !== rows) {
    wrong.push(`sampleWeight has ${sampleWeight.length} entries for ${rows} rows`)
  }
  if (wrong.length > 0) throw new SlipwayError('INVALID_INPUT', `cross-validation: ${wrong.join('; ')}.`)
}
