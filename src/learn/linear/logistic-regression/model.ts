import type { LinearForm } from '../../abilities.ts'
import type { ClassifierModel, DenseMatrix, Matrix, Parts } from '../../contract.ts'
import { sigmoid, softmax } from '../../softmax.ts'
import { LinearClassifierModel } from '../linear-classifier-model.ts'
import { logisticForm } from '../linear-form.ts'

/**
 * A fitted logistic regression. Two classes have one row of coefficients and p = 1 / (1 + e^−z) for the second
 * class; K classes have K rows and p = softmax(z).
 */
export class LogisticRegressionModel extends LinearClassifierModel implements ClassifierModel {
  static readonly kind = 'LogisticRegression'
  readonly kind = LogisticRegressionModel.kind

  /** @throws INVALID_INPUT */
  predictProba(X: Matrix): DenseMatrix {
    const decision = this.decisionFunction(X)
    return decision.columns === 1 ? ofTwoClasses(decision) : ofClasses(decision)
  }

  linearForm(): LinearForm {
    return logisticForm(this)
  }

  static fromParts(parts: Parts): LogisticRegressionModel {
    return new LogisticRegressionModel(LogisticRegressionModel.stateOf(parts))
  }
}

function ofTwoClasses({ rows, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * 2)
  for (let i = 0; i < rows; i++) {
    values[2 * i] = sigmoid(-z[i])
    values[2 * i + 1] = sigmoid(z[i])
  }
  return { rows, columns: 2, values }
}

function ofClasses({ rows, columns, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) softmax(z, i * columns, columns, values)
  return { rows, columns, values }
}
