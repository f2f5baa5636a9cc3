export { DecisionTreeClassifierModel } from './decision-tree-classifier/model.ts'
export { HistGradientBoostingClassifierModel } from './hist-gradient-boosting-classifier/model.ts'
export { HistGradientBoostingRegressorModel } from './hist-gradient-boosting-regressor/model.ts'
export type { MaxFeatures } from './options.ts'
export {
  type PermutationImportanceOptions,
  type PermutationImportances,
  permutationImportance,
} from './permutation-importance.ts'
export type { BoostedTrees } from './predict/boosted-trees.ts'
export type { Trees } from './predict/trees.ts'
export { RandomForestClassifierModel } from './random-forest-classifier/model.ts'
