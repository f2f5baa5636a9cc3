import type { DenseMatrix } from '../../learn/contract.ts'
import {
  accuracyScore,
  confusionMatrix,
  logLoss,
  meanAbsoluteError,
  precisionRecallFscoreSupport,
  rocAucScore,
} from '../../learn/metrics/index.ts'
import { itemAt } from '../../values.ts'
import type { Scores } from '../contract.ts'

export interface Outcome {
  readonly data: Scores['data']
  readonly labels: readonly string[]
  /** The right label of each row, shape `(n,)`. */
  readonly yTrue: readonly string[]
  /** The answered label of each row, shape `(n,)`. */
  readonly yPred: readonly string[]
  /** Shape `(n, labels)`, columns in the order of `labels`. */
  readonly probabilities: DenseMatrix
  readonly fitSeconds: number
  readonly predictSeconds: number
}

/** Scores of answers on rows that training did not see. */
export function scoreOutcome(outcome: Outcome): Scores {
  const { data, labels, yTrue, yPred, probabilities } = outcome
  const { precision, recall, fscore, support } = precisionRecallFscoreSupport(yTrue, yPred, { labels })
  const present = new Set(yTrue)
  return {
    data,
    rows: yTrue.length,
    labels,
    accuracy: accuracyScore(yTrue, yPred),
    majority_accuracy: Math.max(...support) / yTrue.length,
    macro_f1: fscore.reduce((sum, f1) => sum + f1, 0) / labels.length,
    roc_auc: labels.every((label) => present.has(label)) ? rocAucScore(yTrue, probabilities, { labels }) : null,
    log_loss: logLoss(yTrue, probabilities, { labels }),
    mean_absolute_error: areOrdered(labels) ? meanAbsoluteError(yTrue.map(Number), yPred.map(Number)) : null,
    confusion_matrix: confusionMatrix(yTrue, yPred, { labels }),
    per_label: labels.map((label, i) => ({
      label,
      precision: itemAt(precision, i),
      recall: itemAt(recall, i),
      f1: itemAt(fscore, i),
      support: itemAt(support, i),
    })),
    fit_seconds: outcome.fitSeconds,
    predict_seconds: outcome.predictSeconds,
  }
}

/** Numbers that have a between, such as stars: of 0 and 1 a distance says no more than the accuracy. */
function areOrdered(labels: readonly string[]): boolean {
  return labels.length > 2 && labels.every(isNumber)
}

function isNumber(label: string): boolean {
  return label.trim() !== '' && Number.isFinite(Number(label))
}
