import type { Label } from '../contract.ts'
import { accuracyScore } from './accuracy.ts'
import type { WeightOptions } from './check.ts'
import { type Average, precisionRecallFscoreSupport } from './precision-recall-fscore.ts'

export interface ClassificationReportOptions extends WeightOptions {
  /** Which labels, in which order. @default all in yTrue or yPred, sorted */
  readonly labels?: readonly Label[]
  /** What 0 / 0 is, as for the precision of a label that was never predicted. @default 0 */
  readonly zeroDivision?: number
}

export interface ReportLine {
  readonly precision: number
  readonly recall: number
  readonly f1Score: number
  /** Rows (or weight) of the label, or of all labels, in yTrue. */
  readonly support: number
}

export interface ClassificationReport {
  readonly perLabel: readonly (ReportLine & { readonly label: Label })[]
  readonly accuracy: number
  /** Over all rows at once; all three equal accuracy where `labels` names every label. */
  readonly microAvg: ReportLine
  readonly macroAvg: ReportLine
  readonly weightedAvg: ReportLine
}

/**
 * The scores of every label and their averages, as data.
 *
 * @throws INVALID_INPUT for no rows, lengths that differ or repeated labels.
 */
export function classificationReport(
  yTrue: readonly Label[],
  yPred: readonly Label[],
  options: ClassificationReportOptions = {},
): ClassificationReport {
  const { labels, precision, recall, fscore, support } = precisionRecallFscoreSupport(yTrue, yPred, options)
  const total = support.reduce((sum, rows) => sum + rows, 0)
  const line = (average: Average): ReportLine => {
    const scores = precisionRecallFscoreSupport(yTrue, yPred, { ...options, average })
    return { precision: scores.precision, recall: scores.recall, f1Score: scores.fscore, support: total }
  }
  return {
    perLabel: labels.map((label, k) => ({
      label,
      precision: precision[k],
      recall: recall[k],
      f1Score: fscore[k],
      support: support[k],
    })),
    accuracy: accuracyScore(yTrue, yPred, options),
    microAvg: line('micro'),
    macroAvg: line('macro'),
    weightedAvg: line('weighted'),
  }
}
