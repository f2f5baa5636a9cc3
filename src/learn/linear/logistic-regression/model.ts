import type { LinearForm } from '../../abilities.ts'
import type { ClassifierModel, DenseMatrix, Matrix, Parts } from '../../contract.ts'
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
    return decision.columns === 1 ? sigmoid(decision) : softmax(decision)
  }

  linearForm(): LinearForm {
    return logisticForm(this)
  }

  static fromParts(parts: Parts): LogisticRegressionModel {
    return new LogisticRegressionModel(LogisticRegressionModel.stateOf(parts))
  }
}

function sigmoid({ rows, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * 2)
  for (let i = 0; i < rows; i++) {
    // exp(710) overflows: only ever raise e to a power of 0 or less.
    const e = Math.exp(-Math.abs(z[i]!))
    values[2 * i] = (z[i]! > 0 ? e : 1) / (1 + e)
    values[2 * i + 1] = (z[i]! > 0 ? 1 : e) / (1 + e)
  }
  return { rows, columns: 2, values }
}

function softmax({ rows, columns: k, values: z }: DenseMatrix): DenseMatrix {
  const values = new Float64Array(rows * k)
  for (let i = 0; i < rows; i++) {
    const row = i * k
    // Subtract the row's maximum first: exp(710) overflows.
    let largest = z[row]!
    for (let c = 1; c < k; c++) if (z[row + c]! > largest) largest = z[row + c]!
    let sum = 0
    for (let c = 0; c < k; c++) sum += values[row + c] = Math.exp(z[row + c]! - largest)
    for (let c = 0; c < k; c++) values[row + c]! /= sum
  }
  return { rows, columns: k, values }
}
