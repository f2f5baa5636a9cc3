import type { Contributions, LinearForm, LinearModel, Neighbor } from './abilities.ts'

/**
 * The nouns and verbs of the learning core. An estimator holds options and can `fit`; what `fit` returns is a model,
 * and only a model can `transform` or `predict`. Unfitted and fitted are two types, so that predicting before fitting
 * is a compile error.
 */

/** A matrix in row-major order: entry (i, j) of an (n, d) matrix is `values[i * d + j]`. */
export interface DenseMatrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/**
 * A matrix in compressed sparse rows: row i has the columns `indices[indptr[i] … indptr[i + 1])`, ascending and
 * without repeats, with the entries at the same indices of `values`.
 */
export interface SparseMatrix {
  readonly rows: number
  readonly columns: number
  readonly indptr: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

export type Matrix = DenseMatrix | SparseMatrix

export function isSparse(X: Matrix): X is SparseMatrix {
  return 'indptr' in X
}

/** What a classifier tells apart. Sorted as scikit-learn sorts: numbers by value, strings by code point. */
export type Label = string | number

export interface FitOptions {
  /** One weight a row, shape `(n,)`, each 0 or more; absent: all 1. */
  readonly sampleWeight?: ArrayLike<number>
  /** Called now and then with the fraction of the work done, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void
  /** Called with what the caller should know but need not stop for, such as a search that did not converge. @default console.warn */
  readonly onWarning?: (message: string) => void
}

/** A classifier before it has seen data. `X` is its input: a matrix, or the texts of a pipeline. */
export interface Classifier<X = Matrix, M extends LabelModel<X> = ClassifierModel<X>> {
  /** @throws INVALID_INPUT for empty data, NaN, mismatched shapes or a single class. */
  fit(X: X, y: readonly Label[], options?: FitOptions): M
}

/** What can be fitted, scored by its labels and calibrated; whether it gives probabilities is left open. */
export type LabelClassifier<X = Matrix> = Classifier<X, LabelModel<X>>

/** A fitted classifier, of which some, such as a linear SVM, give no probabilities. */
export interface LabelModel<X = Matrix> extends Fitted {
  /** The labels seen in training, sorted; columns of `predictProba` are in this order. */
  readonly classes: readonly Label[]
  /** The label of each row that the model decides for, shape `(n,)`; ties go to the first class. */
  predict(X: X): Label[]
  /** Probabilities, shape `(n, classes)`, each row summing to 1. */
  predictProba?(X: X): DenseMatrix
  /**
   * The value that the decision is made on, before it is turned into probabilities: shape `(n, classes)`, or `(n, 1)`
   * for two classes (positive favours the second). Absent where a model has none.
   */
  decisionFunction?(X: X): DenseMatrix
  /** The decision as a weighted sum of the columns, where it is one. */
  linearDecision?(): LinearModel
  /** What each column added to the decision, towards every class or, of two, towards the second. @throws INVALID_INPUT */
  contributions?(X: X): Contributions | undefined
}

/** A fitted classifier that says how probable each label is; it predicts the most probable one. */
export interface ClassifierModel<X = Matrix> extends LabelModel<X> {
  predictProba(X: X): DenseMatrix
  /** The model as weighted sums, where it is that throughout; each call makes one with a buffer of its own. */
  linearForm?(): LinearForm | undefined
  /** The training rows that each prediction is based on, nearest first, where it is based on rows. @throws INVALID_INPUT */
  neighbors?(X: X): Neighbor[][]
}

/** A regressor before it has seen data: it learns to predict a number. */
export interface Regressor<X = Matrix, M extends RegressorModel<X> = RegressorModel<X>> {
  /** @throws INVALID_INPUT for empty data, NaN, mismatched shapes or targets that are out of the model's range. */
  fit(X: X, y: ArrayLike<number>, options?: FitOptions): M
}

/** A fitted regressor. */
export interface RegressorModel<X = Matrix> extends Fitted {
  /** The predicted number of each row, shape `(n,)`, in the unit of the targets. */
  predict(X: X): Float64Array
  /** The prediction as a weighted sum of the columns, of one output, where it is one. */
  linearPrediction?(): LinearModel
  /**
   * What each column added, of one output: to the prediction or, behind a link function such as the logarithm, to what
   * the link takes. @throws INVALID_INPUT
   */
  contributions?(X: X): Contributions | undefined
}

/** A transformer before it has seen data: from its input to its output. */
export interface Transformer<
  In = Matrix,
  Out = Matrix,
  M extends TransformerModel<In, Out> = TransformerModel<In, Out>,
> {
  fit(X: In, y?: readonly Label[], options?: FitOptions): M
  /** The same as `fit(X)` and its `transform(X)`, in one pass where that saves work. */
  fitTransform(X: In, y?: readonly Label[], options?: FitOptions): { readonly model: M; readonly output: Out }
}

/** A fitted transformer. */
export interface TransformerModel<In = Matrix, Out = Matrix> extends Fitted {
  transform(X: In): Out
  /** A name for each column of the output, such as the n-gram that it counts. */
  featureNames(): readonly string[]
  /** For each column of the output, the column of the input that it comes from; absent: the one in its place. */
  readonly origins?: ArrayLike<number>
  /** True where the columns of the output hold codes of categories. */
  readonly givesCodes?: boolean
}

/** Anything fitted can be taken apart into data and put together again by the `fromParts` beside its class. */
export interface Fitted {
  /** The name of the estimator that made it, such as `LogisticRegression`; the registry of readers is keyed by it. */
  readonly kind: string
  toParts(): Parts
}

/** A fitted thing as data: settings as JSON, numbers as named tensors. Never code. */
export interface Parts {
  readonly kind: string
  readonly config: { readonly [name: string]: Json }
  readonly tensors: { readonly [name: string]: Tensor }
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** An array with a shape. The type of `data` says the dtype: Float64Array F64, Float32Array F32, Int32Array I32, Uint8Array U8, … */
export interface Tensor {
  readonly shape: readonly number[]
  readonly data: TensorData
}

export type TensorData =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array
