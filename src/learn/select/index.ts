export { type CrossValPredictOptions, crossValPredict } from './cross-val-predict.ts'
export {
  type CrossValidateOptions,
  crossValidate,
  crossValScore,
  type FoldOptions,
  type FoldScores,
} from './cross-validate.ts'
export { type Grid, GridSearch, type GridSearchOptions } from './grid-search.ts'
export {
  type GridResult,
  GridSearchModel,
  type GridSearchResults,
  RegressorGridSearchModel,
} from './grid-search-model.ts'
export { KFold, type KFoldOptions, StratifiedKFold } from './k-fold.ts'
export type { Rows } from './rows.ts'
export type { Predictions, Scorer, ScoringName } from './scoring.ts'
export type { Split, Splitter } from './split.ts'
export { type TrainTestSplitOptions, trainTestSplit } from './train-test-split.ts'
