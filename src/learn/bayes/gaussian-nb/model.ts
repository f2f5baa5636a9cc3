import type { Contributions } from '../../abilities.ts'
import type { DenseMatrix, Label, Matrix, Parts } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { checkMatrix } from '../../matrix-check.ts'
import { BayesModel } from '../bayes-model.ts'

/** What a fit hands over. */
export interface GaussianNBState {
  readonly classes: readonly Label[]
  /** P(class), shape `(classes,)`. */
  readonly classPrior: Float64Array
  /** Mean of each column in each class, shape `(classes, d)`. */
  readonly theta: DenseMatrix
  /** Variance of each column in each class, smoothing included, shape `(classes, d)`. */
  readonly variance: DenseMatrix
}

/** A fitted Gaussian naive Bayes: a normal distribution for each column in each class. */
export class GaussianNBModel extends BayesModel implements GaussianNBState {
  static readonly kind = 'GaussianNB'
  readonly kind = GaussianNBModel.kind
  readonly classPrior: Float64Array
  readonly theta: DenseMatrix
  readonly variance: DenseMatrix
  /** log P(class) − ½ Σⱼ log(2 π variance), shape `(classes,)`. */
  readonly #constant: Float64Array

  constructor(state: GaussianNBState) {
    super(state.classes)
    this.classPrior = state.classPrior
    this.theta = state.theta
    this.variance = state.variance
    const d = this.theta.columns
    this.#constant = this.classPrior.map((prior, k) => {
      const logs = this.variance.values.subarray(k * d, (k + 1) * d).map((v) => Math.log(2 * Math.PI * v))
      return Math.log(prior) - logs.reduce((sum, log) => sum + log, 0) / 2
    })
  }

  /**
   * log P(class) + Σⱼ log N(xⱼ; θ, variance) of each row and class, shape `(n, classes)`.
   *
   * @throws INVALID_INPUT for NaN, or another number of columns than in training.
   */
  jointLogLikelihood(X: Matrix): DenseMatrix {
    const { columns: d, values: theta } = this.theta
    checkMatrix(this.kind, X, { columns: d })
    const K = this.classes.length
    const variance = this.variance.values
    const values = new Float64Array(X.rows * K)
    forEachRow(X, (row, i) => {
      for (let k = 0; k < K; k++) {
        let sum = 0
        for (let j = 0; j < d; j++) sum += squareDistance(row[j], theta[k * d + j], variance[k * d + j])
        values[i * K + k] = this.#constant[k] - sum / 2
      }
    })
    return { rows: X.rows, columns: K, values }
  }

  /**
   * What each column adds to the joint log-likelihood, exactly: for two classes to the second's less the first's, one
   * output; for more, an output a class.
   *
   * @throws INVALID_INPUT
   */
  contributions(X: Matrix): Contributions {
    const { columns: d, values: theta } = this.theta
    checkMatrix(this.kind, X, { columns: d })
    const variance = this.variance.values
    const K = this.classes.length
    const outputs = K === 2 ? 1 : K
    const logPrior = this.classPrior.map(Math.log)
    const bias = K === 2 ? Float64Array.of(logPrior[1] - logPrior[0]) : logPrior
    const values = new Float64Array(X.rows * d * outputs)
    forEachRow(X, (row, i) => {
      for (let j = 0; j < d; j++) {
        const logDensity = (k: number) => {
          const v = variance[k * d + j]
          return -(Math.log(2 * Math.PI * v) + squareDistance(row[j], theta[k * d + j], v)) / 2
        }
        for (let k = 0; k < outputs; k++) {
          values[(i * d + j) * outputs + k] = K === 2 ? logDensity(1) - logDensity(0) : logDensity(k)
        }
      }
    })
    return { bias, values, outputs }
  }

  toParts(): Parts {
    const { rows, columns } = this.theta
    return {
      kind: this.kind,
      config: { classes: this.classes },
      tensors: {
        classPrior: { shape: [rows], data: this.classPrior },
        theta: { shape: [rows, columns], data: this.theta.values },
        variance: { shape: [rows, columns], data: this.variance.values },
      },
    }
  }

  static fromParts({ config, tensors }: Parts): GaussianNBModel {
    const [rows, columns] = tensors.theta!.shape as readonly [number, number]
    const matrix = (name: 'theta' | 'variance') => ({ rows, columns, values: tensors[name].data as Float64Array })
    return new GaussianNBModel({
      classes: config.classes as readonly Label[],
      classPrior: tensors.classPrior!.data as Float64Array,
      theta: matrix('theta'),
      variance: matrix('variance'),
    })
  }
}

/** From the mean, in standard deviations. What is too far for a number to hold is no farther than this. */
function squareDistance(x: number, mean: number, variance: number): number {
  return Math.min((x - mean) ** 2 / variance, 1e300)
}
