import type { ClassifierModel, Matrix, Parts, RegressorModel } from '../learn/contract.ts'
import { isSparse } from '../learn/contract.ts'
import { takeRows } from '../learn/matrix.ts'
import { addAt, itemAt } from '../values.ts'

/** Rows whose contributions are averaged where the mean row does not give the mean. */
const mostRows = 1000
/** Numbers of a model times rows, up to which averaging what already starts from the mean takes seconds at the most. */
const mostWork = 3e8

/**
 * What an explanation starts from: the mean contribution of each column of a table over the rows of training, for each
 * output of the decision. Its sum is the mean decision, and a contribution is what this row's value adds to that: for a
 * linear model w · (x − mean).
 */
export class ExplanationReference {
  readonly #outputs: number
  readonly #columns: number
  /** Shape `(outputs, columns)`. */
  readonly #means: Float64Array

  private constructor(means: Float64Array, outputs: number) {
    this.#means = means
    this.#outputs = outputs
    this.#columns = means.length / outputs
  }

  /**
   * From the rows of training: all of them for linear models, by their mean row; up to 1,000, evenly spread, for others.
   * Trees start from the mean over all rows by themselves, up to how draws of rows and weights shift it: theirs is
   * measured over all rows where those are few, else left as it is, since a mean over some rows would be less exact.
   *
   * @param X shape `(n, d)`, as the model takes it
   * @param origins for each of the d columns, the column of the table that it comes from
   * @returns undefined for a model that has no contributions, or whose own start from the mean
   */
  static measure(
    model: ClassifierModel | RegressorModel,
    X: Matrix,
    origins: ArrayLike<number>,
    columns: number,
  ): ExplanationReference | undefined {
    const isLinear =
      'classes' in model
        ? (model.linearForm?.() ?? model.linearDecision?.()) !== undefined
        : model.linearPrediction?.() !== undefined
    if (!isLinear && startsFromMean(model, X) && (X.rows > mostRows || X.rows * sizeOf(model) > mostWork))
      return undefined
    const rows = isLinear ? meanRow(X) : spread(X)
    const found = model.contributions?.(rows)
    if (found === undefined) return undefined
    const { values, outputs } = found
    const means = new Float64Array(outputs * columns)
    values.forEach((value, e) => {
      const column = itemAt(origins, Math.floor(e / outputs) % rows.columns)
      addAt(means, (e % outputs) * columns + column, value / rows.rows)
    })
    return new ExplanationReference(means, outputs)
  }

  static fromParts({ tensors }: Parts): ExplanationReference {
    if (tensors.means === undefined) throw new TypeError('expected a tensor "means", got none.')
    const { shape, data } = tensors.means
    return new ExplanationReference(Float64Array.from(data as Float64Array), itemAt(shape, 0))
  }

  toParts(): Parts {
    const shape = [this.#outputs, this.#columns]
    return { kind: 'ExplanationReference', config: {}, tensors: { means: { shape, data: this.#means } } }
  }

  /** The mean contribution of each column to one output. */
  of(output: number): Float64Array {
    return this.#means.subarray(output * this.#columns, (output + 1) * this.#columns)
  }
}

function startsFromMean(model: ClassifierModel | RegressorModel, X: Matrix): boolean {
  return model.contributions?.(takeRows(X, Int32Array.of(0)))?.fromMean === true
}

/** How many numbers a model is made of. */
function sizeOf(model: ClassifierModel | RegressorModel): number {
  return Object.values(model.toParts().tensors).reduce((sum, { data }) => sum + data.length, 0)
}

function meanRow(X: Matrix): Matrix {
  const values = new Float64Array(X.columns)
  const columns = isSparse(X) ? X.indices : undefined
  X.values.forEach((value, e) => {
    addAt(values, columns ? (columns[e] ?? 0) : e % X.columns, value)
  })
  return { rows: 1, columns: X.columns, values: values.map((sum) => sum / X.rows) }
}

function spread(X: Matrix): Matrix {
  if (X.rows <= mostRows) return X
  return takeRows(
    X,
    Int32Array.from({ length: mostRows }, (_, i) => Math.floor((i * X.rows) / mostRows)),
  )
}
