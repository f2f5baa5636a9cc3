import type { Columns, Row, Source } from '../data/contract.ts'
import type { Json } from '../learn/contract.ts'
import type { ModelDefinition, Prediction } from './contract.ts'
import type { Step } from './steps.ts'

type ColumnsOfType<R, T> = { [K in keyof R]: R[K] extends T ? K : never }[keyof R] & string

/** What the model card shows beyond what training finds out. */
export interface CardOptions {
  /** What the model should not be used for, a sentence each. @default none */
  readonly notFor?: readonly string[]
  /** Fit on growing shares of the rows too, and plot what more rows bring. @default true */
  readonly learningCurve?: boolean
}

export interface TextClassifierOptions<R, L extends string> {
  /** Where the rows come from; of several sources, the first that exists. */
  readonly data: Source<R> | readonly Source<R>[]
  /** The column that holds the text. */
  readonly text: ColumnsOfType<R, string>
  /** The label of a row; undefined leaves the row out. */
  readonly label: (row: R) => L | undefined
  /** Vectorizers, then a classifier. */
  readonly pipeline: readonly [Step<string, 'vectorizer'>, Step<string, 'classifier'>]
  /** Share of the rows held back for scoring, stratified by label. @default 0.2 */
  readonly testSize?: number
  /** Seeds the split, and whatever in the pipeline draws at random. @default 0 */
  readonly seed?: number
  /** Fit once more on all rows after scoring, and ship that. @default true */
  readonly refit?: boolean
  /** Longest text that is accepted, in characters (UTF-16 code units). @default 50_000 */
  readonly maxLength?: number
  readonly card?: CardOptions
}

export interface TextClassifierDefinition<L extends string = string> extends ModelDefinition<string, Prediction<L>> {
  readonly kind: 'text-classifier'
  readonly source: TextClassifierOptions<Row<Columns>, L>
}

/** A model that reads a text and answers with one of its labels. */
export function textClassifier<R, const L extends string>(
  options: TextClassifierOptions<R, L>,
): TextClassifierDefinition<L> {
  const { data: _data, label, card, ...plain } = options
  return {
    kind: 'text-classifier',
    ...(card && { card }),
    // The label function is compared by its text: a changed rule means a changed model.
    options: JSON.parse(JSON.stringify({ ...plain, label: String(label) })) as Json,
    source: options as unknown as TextClassifierOptions<Row<Columns>, L>,
  }
}

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

/** Rule-based sentiment (Hutto & Gilbert, ICWSM 2014): nothing to train, a version is made from its lexicon. */
export function vader<const TestOn extends string>(options: VaderOptions<TestOn>): VaderDefinition<TestOn> {
  const { card, ...plain } = options
  return { kind: 'vader', options: plain, source: options, ...(card && { card }) }
}
