export * from './accuracy.ts'
export { type BrierOptions, brierScoreLoss } from './brier.ts'
export * from './calibration.ts'
export type { RowScores, WeightOptions } from './check.ts'
export * from './classification-report.ts'
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts'
export * from './deviance.ts'
export * from './f1.ts'
export { type LogLossOptions, logLoss } from './log-loss.ts'
export * from './precision-recall-curve.ts'
export {
  type Average,
  type AveragedScores,
  type FscoreOptions,
  type PrecisionRecallOptions,
  precisionRecallFscoreSupport,
  type ScoresPerLabel,
} from './precision-recall-fscore.ts'
export {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
} from './regression.ts'
export * from './roc-auc.ts'
export * from './roc-curve.ts'
