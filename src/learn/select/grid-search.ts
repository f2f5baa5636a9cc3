import { isSlipwayError, type Problem, SlipwayError } from '../../errors.ts'
import { isRecord, shown } from '../../values.ts'
import type { FitOptions, Label, LabelModel, RegressorModel } from '../contract.ts'
import type { Option, SettingsOf } from '../estimator/option.ts'
import { count, folds } from '../estimator/option-kinds.ts'
import { optionProblems, throwProblems, withDefaults } from '../estimator/settings.ts'
import { runTasks } from '../parallel/pool.ts'
import { type AnyModel, defaultScore, type FittingTo, isRegressor, splitRows, type Targets } from './cross-validate.ts'
import {
  type GridResult,
  GridSearchModel,
  type GridSearchResults,
  RegressorGridSearchModel,
} from './grid-search-model.ts'
import * as gridTask from './grid-task.ts'
import { toPortable } from './portable-estimator.ts'
import { countRows, type Rows } from './rows.ts'
import { type Scorer, type ScoringName, scorerOf, scoringOption } from './scoring.ts'
import type { Splitter } from './split.ts'

/** The values to try of each option; every combination is a candidate. */
export type Grid<O> = { readonly [N in keyof O]: readonly O[N][] }

export interface GridSearchOptions {
  /** What is best: the name of a score, or a function of labels and predictions; more is better. @default 'accuracy', for regressors 'r2' */
  readonly scoring?: ScoringName | Scorer
  /** The number of shuffled folds, stratified for classifiers, or whatever divides the rows; the same for all candidates. @default 5 */
  readonly cv?: number | Splitter
  /** Shuffles the folds where `cv` is a number. @default 0 */
  readonly seed?: number
  /**
   * Threads at most, this one included. Estimators of ours cross to other threads by their names and options, those in
   * pipelines too; with an estimator, a score or folds that are functions or classes of yours, this thread does all.
   * The same bytes, however many there are. @default as many as there are cores, 1 for small work
   */
  readonly nJobs?: number
}

/**
 * Tries every combination of options by cross-validation and fits the best one on all rows; of equals the first.
 * `new GridSearch((options) => new LogisticRegression(options), { C: [0.1, 1, 10] }).fit(X, y)`
 *
 * Candidates are numbered with the grid's last option fastest. Each fold of each candidate is a task of its own that
 * depends on nothing but its options and its rows: the result is the same in whatever order they are done.
 *
 * @example
 * const X = denseMatrix([[0], [1], [2], [6], [7], [8]])
 * const y = ['low', 'low', 'low', 'high', 'high', 'high']
 * const search = new GridSearch((options) => new KNeighborsClassifier(options), { nNeighbors: [1, 3] }, { cv: 3 })
 * search.fit(X, y).bestOptions // { nNeighbors: 1 }
 */
export class GridSearch<O extends object, X extends Rows, M extends AnyModel<X>> {
  readonly make: (options: O) => FittingTo<X, M>
  readonly candidates: readonly O[]
  readonly options: SettingsOf<typeof table>
  readonly #estimators: readonly FittingTo<X, M>[]

  /**
   * @param make an estimator from one combination of options
   * @param grid one grid, or several that are tried one after the other
   * @throws INVALID_OPTION with everything that is wrong: the options of the search, the grid, and what any candidate's
   * estimator refuses
   */
  constructor(
    make: (options: O) => FittingTo<X, M>,
    grid: Grid<O> | readonly Grid<O>[],
    options: GridSearchOptions = {},
  ) {
    const grids = (Array.isArray(grid) ? grid : [grid]) as readonly Grid<O>[]
    throwProblems('GridSearch', [
      ...(typeof make === 'function' ? [] : [{ path: 'make', message: `expected a function, got ${shown(make)}` }]),
      ...grids.flatMap(gridProblems),
      ...optionProblems(table, options),
    ])
    this.make = make
    this.candidates = grids.flatMap(combinations)
    if (this.candidates.length === 0) {
      throw new SlipwayError('INVALID_OPTION', 'GridSearch: the grid is empty; give every option a value at least.')
    }
    this.#estimators = makeAll(make, this.candidates)
    const [first = {}] = this.#estimators
    this.options = withDefaults(table, { scoring: defaultScore(first), ...options })
  }

  /** Searches, then fits the best candidate on all rows. @throws INVALID_INPUT as the estimator does. */
  fit(X: X, y: TargetsOf<M>, options: FitOptions = {}): FoundModel<O, X, M> {
    const found = this.search(X, y, options)
    const { sampleWeight } = options
    const model: AnyModel<X> = this.#estimators[found.bestIndex].fit(X, y as never, { sampleWeight })
    const best = 'classes' in model ? new GridSearchModel(model, found) : new RegressorGridSearchModel(model, found)
    return best as FoundModel<O, X, M>
  }

  /** Scores all candidates and keeps no model. @throws INVALID_INPUT as the estimator does. */
  search(X: X, y: TargetsOf<M>, options: FitOptions = {}): GridSearchResults<O> {
    const { scoring, nJobs } = this.options
    const estimators = this.#estimators
    const targets: readonly Label[] = Array.isArray(y) ? y : Array.from(y as ArrayLike<number>)
    const splits = splitRows(X, targets, { ...options, ...this.options }, isRegressor(estimators[0]))
    const tasks = splits.length * estimators.length
    const work = { X, y: targets, sampleWeight: options.sampleWeight, splits }
    const onDone = (done: number) => options.onProgress?.(done / tasks)
    const portable = estimators.map(toPortable)
    const crosses = typeof scoring === 'string' && portable.every((estimator) => estimator !== undefined)
    const isSmall = nJobs === undefined && countRows(X) * tasks < enoughForThreads
    const scores =
      crosses && nJobs !== 1 && !isSmall
        ? runTasks({
            ...gridTask,
            data: gridTask.shareGrid({ ...work, estimators: portable, scoring }),
            ...{ tasks, onDone, ...(nJobs && { threads: nJobs }) },
          })
        : gridTask.scoreAll({ ...work, estimators, scorer: scorerOf(scoring) }, onDone)
    const results = ranked(
      this.candidates.map((candidate, c) => ({
        options: candidate,
        scores: splits.map((_, fold) => scores[fold * estimators.length + c]),
      })),
    )
    const bestIndex = results.findIndex(({ rank }) => rank === 1)
    const best = results[bestIndex]
    return { results, bestIndex, bestOptions: best.options, bestScore: best.meanScore }
  }
}

const table = {
  scoring: scoringOption(),
  cv: folds(),
  seed: count({ least: 0, default: 0 }),
  nJobs: count({ least: 1, absent: 'as many as there are cores' }),
} satisfies { readonly [N in keyof Required<GridSearchOptions>]: Option<unknown, unknown> }

function gridProblems<O>(grid: Grid<O>): Problem[] {
  if (!isRecord(grid)) return [{ path: 'grid', message: `expected lists of values by option, got ${shown(grid)}` }]
  return Object.entries(grid).flatMap(([name, values]) =>
    Array.isArray(values) ? [] : [{ path: `grid.${name}`, message: `expected a list of values, got ${shown(values)}` }],
  )
}

/** An estimator for each candidate. @throws INVALID_OPTION with all that any of them refuses, each said once */
function makeAll<O, E>(make: (options: O) => E, candidates: readonly O[]): E[] {
  const refused = new Map<string, readonly Problem[]>()
  const estimators = candidates.flatMap((candidate) => {
    try {
      return [make(candidate)]
    } catch (error) {
      if (!isSlipwayError(error, 'INVALID_OPTION')) throw error
      refused.set(error.message, error.problems)
      return []
    }
  })
  if (refused.size === 0) return estimators
  const problems = [...refused.values()].flat()
  throw new SlipwayError('INVALID_OPTION', `GridSearch: ${[...refused.keys()].join(' ')}`, { problems })
}

/** What a model learned to predict: labels, or numbers. */
type TargetsOf<M> = M extends LabelModel<never> ? readonly Label[] : Targets

/** The best candidate, fitted. */
type FoundModel<O, X, M> =
  M extends LabelModel<X>
    ? GridSearchModel<O, X, M>
    : M extends RegressorModel<X>
      ? RegressorGridSearchModel<O, X, M>
      : never

/** Rows times fits from which on starting threads pays. */
const enoughForThreads = 50_000

/** Every choice of one value for each option, the last option's values changing fastest. */
function combinations<O extends object>(grid: Grid<O>): O[] {
  const names = Object.keys(grid) as (keyof O)[]
  return names.reduce<O[]>(
    (chosen, name) => chosen.flatMap((options) => grid[name].map((value) => ({ ...options, [name]: value }))),
    [{} as O],
  )
}

function ranked<O>(candidates: readonly Pick<GridResult<O>, 'options' | 'scores'>[]): GridResult<O>[] {
  const means = candidates.map(({ scores }) => mean(scores))
  // A candidate whose score is NaN is behind all others.
  const worth = means.map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score))
  return candidates.map(({ options, scores }, c) => ({
    options,
    scores,
    meanScore: means[c],
    stdScore: Math.sqrt(mean(scores.map((score) => (score - means[c]) ** 2))),
    rank: 1 + worth.filter((other) => other > worth[c]).length,
  }))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
