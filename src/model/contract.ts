import type { RegressionScores, Scores } from '../artifact/scores.ts'
import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import type { Derive } from './derive.ts'

/** What a classifier answers for one input: the most probable label, and a probability for each. */
export interface Prediction<L extends string = string> {
  readonly label: L
  readonly probabilities: { readonly [label in L]: number }
}

/** What a regressor predicts for one input, in the unit of its target. */
export interface ValuePrediction {
  readonly value: number
  /** From and to, where the model gives intervals: the fraction of targets that it promises lies within. */
  readonly interval?: readonly [number, number]
}

/** A prediction of a regressor that gives intervals. */
export type IntervalPrediction = Required<ValuePrediction>

/** What moved a prediction: contributions that sum, with the bias, to the model's decision. */
export interface Explanation {
  readonly bias: number
  /** Strongest first. */
  readonly explanation: readonly Reason[]
}

/** A word, a column, or a neighbour among the rows of training, and what it adds to the decision. */
export interface Reason {
  readonly feature: string
  readonly contribution: number
  /** Of a neighbour: its label. */
  readonly label?: string
  /** Of a neighbour: how far it is, in the model's metric. */
  readonly distance?: number
}

/** A model that was read from a version and can be asked. It has never heard of HTTP. */
export interface Predictor<Input = unknown, Output = unknown> {
  /** Everything that is wrong with a value that is to be an input, each at a JSON Pointer below `path`. Empty: it is one. */
  checkInput(value: unknown, path: string): Problem[]
  predict(input: Input): Output
  /** As many answers as inputs, in their order; faster than one by one. */
  predictMany(inputs: readonly Input[]): Output[]
  explain(input: Input): Explanation
  /** What training never saw of an input, each at a JSON Pointer below `path`; absent: the model cannot tell. */
  findUnseen?(input: Input, path: string): Problem[]
}

export type { RegressionScores, Scores }

/**
 * How rows are held out for scoring: those of a group, such as a user, all on one side; or the latest of them, so that the
 * past predicts the future. Both by a column of the source.
 */
export interface SplitBy<C extends string = string> {
  readonly by: 'group' | 'time'
  readonly column: C
}

/** What the model card shows beyond what training finds out. */
export interface CardOptions {
  /** What the model should not be used for, a sentence each. @default none */
  readonly notFor?: readonly string[]
  /** Fit on growing shares of the rows too, and plot what more rows bring. @default true */
  readonly learningCurve?: boolean
}

/**
 * A model as a service declares it: a description that knows the types of its input, of its prediction and of the rows
 * that it learns from. Training and loading find the code for it by `kind`.
 */
export interface ModelDefinition<Input = never, Output = unknown, TrainingRow = unknown> {
  readonly kind: ModelKind
  /** Options as data: stored in `model.json`, and compared by `up` to see whether to train again. */
  readonly options: Json
  /** What the model card shows beyond what training finds out. A change of it asks for no training. */
  readonly card?: CardOptions
  /** Columns worked out from the others of a row: code of the service, which no version carries. */
  readonly derive?: Derive
  /** Carry the types; never set. */
  readonly input?: (input: Input) => void
  readonly output?: Output
  readonly row?: TrainingRow
}

export type ModelKind = 'text-classifier' | 'tabular-classifier' | 'text-regressor' | 'tabular-regressor' | 'vader'

export type InputOf<D> = D extends ModelDefinition<infer I> ? I : never
export type OutputOf<D> = D extends { readonly output?: infer O } ? Exclude<O, undefined> : never
export type TrainingRowOf<D> = D extends { readonly row?: infer R } ? Exclude<R, undefined> : never

/** The scores of a model, by what it predicts. */
export type ScoresOf<Output> = unknown extends Output
  ? Scores | RegressionScores
  : Output extends ValuePrediction
    ? RegressionScores
    : Scores

/** A model as a route sees it: always the version in use, which may change between two requests. */
export interface ModelHandle<Input = never, Output = unknown> {
  readonly name: string
  readonly kind: ModelKind
  readonly version: string
  /** When the version in use was trained, RFC 3339. */
  readonly modelDate: string
  /** What a classifier predicts; empty for a regressor. */
  readonly labels: readonly string[]
  readonly scores: ScoresOf<Output>
  predict(input: Input): Output
  predictMany(inputs: readonly Input[]): Output[]
  /** As `predictMany`, for thousands: all by one version, and other requests are answered in between. */
  predictAll(inputs: readonly Input[]): Promise<Output[]>
  explain(input: Input): Explanation
  /** Values of an input that training never saw, each at a JSON Pointer: they make its prediction doubtful. */
  findUnseen(input: Input): Problem[]
}
