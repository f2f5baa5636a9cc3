import type { Columns, Row, Source } from '../data/contract.ts'
import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import {
  checkModel,
  columnProblems,
  type OptionsFor,
  regressorOptions,
  splitProblems,
  tableOptions,
  textOptions,
} from './check-model.ts'
import type { CardOptions, IntervalPrediction, ModelDefinition, SplitBy, ValuePrediction } from './contract.ts'
import type { TableInput } from './define.ts'
import type { Derive, DerivedValue } from './derive.ts'
import type { Feature, FeatureType } from './features.ts'
import type { TableRegressorPipeline, TextRegressorPipeline } from './pipeline.ts'
import type { InputColumn } from './table-input.ts'
import { tableProblems, tableSource } from './table-source.ts'

type ColumnOf<R> = keyof R & string
type ColumnsOfType<R, T> = { [K in keyof R]: R[K] extends T ? K : never }[keyof R] & string
type NumberColumn<R> = ColumnsOfType<R, number | undefined>

/** What all regressors are told. */
interface RegressorOptions<R, I extends number | undefined> {
  /** Where the rows come from; of several sources, the first that exists. */
  readonly data: Source<R> | readonly Source<R>[]
  /** What is to be predicted: a column of numbers, or a function of a row. A row without it is left out. */
  readonly target: NumberColumn<R> | ((row: R) => number | undefined)
  /** How much a row counts, 0 or more: a column of numbers, or a function of a row. @default each 1 */
  readonly weight?: NumberColumn<R> | ((row: R) => number)
  /**
   * Gives each prediction an interval that holds this fraction of targets, above 0 and below 1. The width comes from
   * errors on rows that were not learned from, by the size of the prediction. @default no interval
   */
  readonly interval?: I
  /** Fraction of the rows held out for scoring. @default 0.2 */
  readonly testSize?: number
  /** How rows are held out. @default at random */
  readonly split?: SplitBy<ColumnOf<R>>
  /** Seeds the split, and whatever in the pipeline draws at random. @default 0 */
  readonly seed?: number
  /** Fit once more on all rows after scoring, and ship that. @default true */
  readonly refit?: boolean
  readonly card?: CardOptions
}

/** With an interval where the options ask for one. */
type PredictionOf<I> = I extends number ? IntervalPrediction : ValuePrediction

export interface TabularRegressorOptions<
  R,
  F extends ColumnOf<R>,
  X extends ColumnOf<R> = never,
  I extends number | undefined = undefined,
> extends RegressorOptions<R, I> {
  /** The columns that it learns from, as `tabularClassifier` takes them. */
  readonly features: readonly F[] | { readonly [N in F]: FeatureType }
  /** Columns that derived ones are worked out from, and that the model itself does not learn from. @default none */
  readonly inputs?: readonly X[]
  /** More columns to learn from, worked out from a row as the API takes it, as `tabularClassifier` takes them. */
  readonly derive?: { readonly [name: string]: (row: TableInput<R, F | X>) => DerivedValue }
  /** A regressor; before it, where its own way of taking columns is not wanted, a `ColumnTransformer`. */
  readonly pipeline: TableRegressorPipeline
}

type Plain<O> = Omit<O, 'interval'> & { readonly interval?: number }

export interface TabularRegressorDefinition<Input = never, P = ValuePrediction, R = unknown>
  extends ModelDefinition<Input, P, R> {
  readonly kind: 'tabular-regressor'
  readonly source: Omit<
    Plain<TabularRegressorOptions<Row<Columns>, string, never, undefined>>,
    'features' | 'inputs' | 'derive'
  > & {
    readonly features: readonly Feature[]
    /** The columns of a row as the API takes it. */
    readonly inputs: readonly InputColumn[]
  }
}

/**
 * A model that reads a row of a table and predicts a number.
 *
 * @throws INVALID_SERVICE with everything that is wrong: options, columns that the source does not have or that cannot be
 * treated so, and steps in the wrong place
 */
export function tabularRegressor<
  R,
  F extends ColumnOf<R>,
  X extends ColumnOf<R> = never,
  const I extends number | undefined = undefined,
>(options: TabularRegressorOptions<R, F, X, I>): TabularRegressorDefinition<TableInput<R, F | X>, PredictionOf<I>, R> {
  checkModel(tabularRegressorCheck, options, (right) => [...tableProblems(right), ...targetProblems(right)])
  const { data: _data, card, derive, inputs: _inputs, ...plain } = options
  const { features, inputs, kept } = tableSource(options)
  return {
    kind: 'tabular-regressor',
    options: withCode({ ...plain, ...kept }, options),
    ...(card && { card }),
    ...(derive && { derive: derive as Derive }),
    source: { ...options, features, inputs } as unknown as TabularRegressorDefinition['source'],
  }
}

const tabularRegressorCheck = {
  who: 'tabularRegressor',
  options: { ...tableOptions, ...regressorOptions } satisfies OptionsFor<
    TabularRegressorOptions<never, never, never, undefined>
  >,
  required: ['data', 'features', 'target', 'pipeline'],
  pipelines: [['regressor'], ['encoder', 'regressor']],
} as const

export interface TextRegressorOptions<R, I extends number | undefined = undefined> extends RegressorOptions<R, I> {
  /** The column that holds the text. */
  readonly text: ColumnsOfType<R, string>
  /** Vectorizers, then a regressor. */
  readonly pipeline: TextRegressorPipeline
  /** Longest text that is accepted, in characters (UTF-16 code units). @default 50_000 */
  readonly maxLength?: number
}

export interface TextRegressorDefinition<P = ValuePrediction, R = unknown> extends ModelDefinition<string, P, R> {
  readonly kind: 'text-regressor'
  readonly source: Plain<TextRegressorOptions<Row<Columns>, undefined>>
}

/**
 * A model that reads a text and predicts a number.
 *
 * @throws INVALID_SERVICE with everything that is wrong: options, columns that the source does not have, and steps in the
 * wrong place
 */
export function textRegressor<R, const I extends number | undefined = undefined>(
  options: TextRegressorOptions<R, I>,
): TextRegressorDefinition<PredictionOf<I>, R> {
  checkModel(textRegressorCheck, options, (right) => [...columnProblems(right, 'text'), ...targetProblems(right)])
  const { data: _data, card, ...plain } = options
  return {
    kind: 'text-regressor',
    ...(card && { card }),
    options: withCode(plain, options),
    source: options as unknown as TextRegressorDefinition['source'],
  }
}

const textRegressorCheck = {
  who: 'textRegressor',
  options: { ...textOptions, ...regressorOptions } satisfies OptionsFor<TextRegressorOptions<never, undefined>>,
  required: ['data', 'text', 'target', 'pipeline'],
  pipelines: [['vectorizer', 'regressor']],
} as const

/** A target or weight that names a column needs one of numbers; a split, one of the source. */
function targetProblems(options: { readonly [name: string]: unknown }): Problem[] {
  const ofNumbers = (name: string) => columnProblems(options, name, ['number', 'integer'])
  return [...ofNumbers('target'), ...ofNumbers('weight'), ...splitProblems(options)]
}

/** Options as data; the text of a function is for readers. */
function withCode(plain: object, { target, weight }: { readonly target: unknown; readonly weight?: unknown }): Json {
  const code = Object.entries({ target, weight }).filter(([, of]) => typeof of === 'function')
  return JSON.parse(JSON.stringify({ ...plain, ...Object.fromEntries(code.map(([name, of]) => [name, String(of)])) }))
}
