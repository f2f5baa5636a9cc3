import type { Contributions, LinearModel } from '../../abilities.ts'
import { decidedClasses } from '../../argmax.ts'
import type { DenseMatrix, Label, LabelModel, Matrix, Parts } from '../../contract.ts'
import { linearContributions, oneDecision } from '../../linear/linear-form.ts'
import { finite, linearDecision } from '../../linear/linear-model.ts'
import { checkMatrix } from '../../matrix-check.ts'

/** What a fit hands over. */
export interface NearestCentroidState {
  readonly classes: readonly Label[]
  /** The mean of each class's rows, shrunk where the options say so, shape `(classes, d)`; NaN for a class without weight. */
  readonly centroids: DenseMatrix
}

/** The centroids of the classes. */
export class NearestCentroidModel implements LabelModel, NearestCentroidState {
  static readonly kind = 'NearestCentroid'
  readonly kind = NearestCentroidModel.kind
  readonly classes: readonly Label[]
  readonly centroids: DenseMatrix
  readonly #decision: LinearModel

  constructor({ classes, centroids }: NearestCentroidState) {
    this.classes = classes
    this.centroids = centroids
    this.#decision = byDistance(centroids)
  }

  linearDecision(): LinearModel {
    return this.#decision
  }

  /** How much nearer the second class is, shape `(n, 1)`; of more classes each one above their mean, shape `(n, classes)`. @throws INVALID_INPUT */
  decisionFunction(X: Matrix): DenseMatrix {
    checkMatrix(this.kind, X, { columns: this.centroids.columns })
    return linearDecision(this.#decision, X)
  }

  /** @throws INVALID_INPUT */
  predict(X: Matrix): Label[] {
    return Array.from(decidedClasses(this.decisionFunction(X)), (code) => this.classes[code])
  }

  /** @throws INVALID_INPUT */
  contributions(X: Matrix): Contributions {
    checkMatrix(this.kind, X, { columns: this.centroids.columns })
    return linearContributions(this.#decision, X)
  }

  toParts(): Parts {
    const { rows, columns, values } = this.centroids
    return {
      kind: this.kind,
      config: { classes: this.classes },
      tensors: { centroids: { shape: [rows, columns], data: values } },
    }
  }

  static fromParts({ config, tensors }: Parts): NearestCentroidModel {
    const [rows, columns] = tensors.centroids!.shape as readonly [number, number]
    return new NearestCentroidModel({
      classes: config.classes as readonly Label[],
      centroids: { rows, columns, values: tensors.centroids!.data as Float64Array },
    })
  }
}

/** x·c − ½ ‖c‖² for each class, of two the second's less the first's; a class without a centroid never wins. */
function byDistance({ rows, columns, values }: DenseMatrix): LinearModel {
  const coef = values.map((value) => (Number.isNaN(value) ? 0 : value))
  const intercept = new Float64Array(rows)
  for (let k = 0; k < rows; k++) {
    let squares = 0
    for (let e = k * columns; e < (k + 1) * columns; e++) squares += coef[e] * coef[e]
    intercept[k] = finite(-squares / 2)
  }
  const decision = oneDecision({ coef, intercept })
  for (let k = 0; k < rows; k++) {
    if (!Number.isNaN(values[k * columns])) continue
    if (rows === 2) decision.intercept[0] = k === 1 ? -Number.MAX_VALUE : Number.MAX_VALUE
    else decision.intercept[k] = -Number.MAX_VALUE
  }
  return decision
}
