import type { Columns, Row, Source } from '../data/contract.ts'
import type { Json } from '../learn/contract.ts'
import {
  checkModel,
  columnProblems,
  labelOption,
  type OptionsFor,
  splitProblems,
  tableOptions,
  textOptions,
  vaderOptions,
} from './check-model.ts'
import type { CardOptions, ModelDefinition, Prediction, SplitBy } from './contract.ts'
import type { Derive, DerivedValue } from './derive.ts'
import type { Feature, FeatureType } from './features.ts'
import type { TablePipeline, TextPipeline } from './pipeline.ts'
import type { InputColumn } from './table-input.ts'
import { tableProblems, tableSource } from './table-source.ts'

type ColumnsOfType<R, T> = { [K in keyof R]: R[K] extends T ? K : never }[keyof R] & string

export interface TextClassifierOptions<R, L extends string> {
  /** Where the rows come from; of several sources, the first that exists. */
  readonly data: Source<R> | readonly Source<R>[]
  /** The column that holds the text. */
  readonly text: ColumnsOfType<R, string>
  /** The label of a row; undefined leaves the row out. */
  readonly label: (row: R) => L | undefined
  /** Vectorizers, then a classifier. */
  readonly pipeline: TextPipeline
  /** Fraction of the rows held out for scoring. @default 0.2 */
  readonly testSize?: number
  /** How rows are held out. @default at random, stratified by label */
  readonly split?: SplitBy<keyof R & string>
  /** Seeds the split, and whatever in the pipeline draws at random. @default 0 */
  readonly seed?: number
  /** Fit once more on all rows after scoring, and ship that. @default true */
  readonly refit?: boolean
  /** Longest text that is accepted, in characters (UTF-16 code units). @default 50_000 */
  readonly maxLength?: number
  readonly card?: CardOptions
}

export interface TextClassifierDefinition<L extends string = string, R = unknown>
  extends ModelDefinition<string, Prediction<L>, R> {
  readonly kind: 'text-classifier'
  readonly source: TextClassifierOptions<Row<Columns>, L>
}

/**
 * A model that reads a text and answers with one of its labels.
 *
 * @throws INVALID_SERVICE with everything that is wrong: options, columns that the source does not have, and steps in
 * the wrong place
 */
export function textClassifier<R, const L extends string>(
  options: TextClassifierOptions<R, L>,
): TextClassifierDefinition<L, R> {
  checkModel(textClassifierCheck, options, (right) => [...columnProblems(right, 'text'), ...splitProblems(right)])
  const { data: _data, label, card, ...plain } = options
  return {
    kind: 'text-classifier',
    ...(card && { card }),
    // The text of the rule is for readers; whether a model is out of date is found from the labels that it gives.
    options: JSON.parse(JSON.stringify({ ...plain, label: String(label) })) as Json,
    source: options as unknown as TextClassifierOptions<Row<Columns>, L>,
  }
}

const textClassifierCheck = {
  who: 'textClassifier',
  options: { ...textOptions, label: labelOption } satisfies OptionsFor<TextClassifierOptions<never, never>>,
  required: ['data', 'text', 'label', 'pipeline'],
  pipelines: [['vectorizer', 'classifier']],
} as const

export interface TabularClassifierOptions<
  R,
  F extends keyof R & string,
  L extends string,
  X extends keyof R & string = never,
> {
  /** Where the rows come from; of several sources, the first that exists. */
  readonly data: Source<R> | readonly Source<R>[]
  /**
   * The columns that it learns from, each treated as the source's column says; or how to treat each: a column of whole
   * numbers as a `category`, say. Texts are read word by word.
   */
  readonly features: readonly F[] | { readonly [N in F]: FeatureType }
  /** Columns that derived ones are worked out from, and that the model itself does not learn from. @default none */
  readonly inputs?: readonly X[]
  /**
   * More columns to learn from, worked out from a row as the API takes it: `{ familySize: (row) => row.sibsp + row.parch +
   * 1 }`. The same functions run in training and in serving. Numbers and booleans are learned by their size, texts as
   * categories; null, undefined and NaN are missing values.
   */
  readonly derive?: { readonly [name: string]: (row: TableInput<R, F | X>) => DerivedValue }
  /** The label of a row; undefined leaves the row out. */
  readonly label: (row: R) => L | undefined
  /** A classifier; before it, where its own way of taking columns is not wanted, a `ColumnTransformer`. */
  readonly pipeline: TablePipeline
  /** Fraction of the rows held out for scoring. @default 0.2 */
  readonly testSize?: number
  /** How rows are held out. @default at random, stratified by label */
  readonly split?: SplitBy<keyof R & string>
  /** Seeds the split. @default 0 */
  readonly seed?: number
  /** Fit once more on all rows after scoring, and ship that. @default true */
  readonly refit?: boolean
  readonly card?: CardOptions
}

/** One row as the model is asked: null where the source's cells may be missing. */
export type TableInput<R, F extends keyof R & string> = {
  readonly [N in F]: Exclude<R[N], undefined> | (undefined extends R[N] ? null : never)
}

export interface TabularClassifierDefinition<Input = never, L extends string = string, R = unknown>
  extends ModelDefinition<Input, Prediction<L>, R> {
  readonly kind: 'tabular-classifier'
  readonly source: Omit<TabularClassifierOptions<Row<Columns>, string, L>, 'features' | 'inputs' | 'derive'> & {
    readonly features: readonly Feature[]
    /** The columns of a row as the API takes it. */
    readonly inputs: readonly InputColumn[]
  }
}

/**
 * A model that reads a row of a table and answers with one of its labels.
 *
 * @throws INVALID_SERVICE with everything that is wrong: options, features that the source does not have or that cannot
 * be treated so, and steps in the wrong place
 */
export function tabularClassifier<
  R,
  F extends keyof R & string,
  const L extends string,
  X extends keyof R & string = never,
>(options: TabularClassifierOptions<R, F, L, X>): TabularClassifierDefinition<TableInput<R, F | X>, L, R> {
  checkModel(tabularClassifierCheck, options, (right) => [...tableProblems(right), ...splitProblems(right)])
  const { data: _data, label, card, derive, inputs: _inputs, ...plain } = options
  const { features, inputs, kept } = tableSource(options)
  return {
    kind: 'tabular-classifier',
    options: JSON.parse(JSON.stringify({ ...plain, ...kept, label: String(label) })) as Json,
    ...(card && { card }),
    ...(derive && { derive: derive as Derive }),
    source: { ...options, features, inputs } as unknown as TabularClassifierDefinition<never, L>['source'],
  }
}

const tabularClassifierCheck = {
  who: 'tabularClassifier',
  options: { ...tableOptions, label: labelOption } satisfies OptionsFor<
    TabularClassifierOptions<never, never, never, never>
  >,
  required: ['data', 'features', 'label', 'pipeline'],
  pipelines: [['classifier'], ['encoder', 'classifier']],
} as const

export type VaderLabel = 'negative' | 'neutral' | 'positive'

export interface VaderPrediction {
  readonly label: VaderLabel
  /** −1 to 1: positive from 0.05, negative to −0.05. */
  readonly compound: number
  readonly neg: number
  readonly neu: number
  readonly pos: number
}

export interface VaderOptions<TestOn extends string> {
  /** The model whose held-out rows it is scored on. */
  readonly testOn: TestOn
  /** Longest text that is accepted, in characters (UTF-16 code units). @default 50_000 */
  readonly maxLength?: number
  readonly card?: CardOptions
}

export interface VaderDefinition<TestOn extends string = string> extends ModelDefinition<string, VaderPrediction> {
  readonly kind: 'vader'
  readonly source: VaderOptions<TestOn>
}

/**
 * Rule-based sentiment (Hutto & Gilbert, ICWSM 2014): nothing to train, a version is made from its lexicon.
 *
 * @throws INVALID_SERVICE with everything that is wrong with the options
 */
export function vader<const TestOn extends string>(options: VaderOptions<TestOn>): VaderDefinition<TestOn> {
  checkModel(vaderCheck, options)
  const { card, ...plain } = options
  return { kind: 'vader', options: plain, source: options, ...(card && { card }) }
}

const vaderCheck = {
  who: 'vader',
  options: vaderOptions satisfies OptionsFor<VaderOptions<never>>,
  required: ['testOn'],
}
