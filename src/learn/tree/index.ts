export { DecisionTreeClassifierModel } from './decision-tree-classifier/model.ts'
export { DecisionTreeRegressorModel } from './decision-tree-regressor/model.ts'
export { ExtraTreesClassifierModel } from './extra-trees-classifier/model.ts'
export { ExtraTreesRegressorModel } from './extra-trees-regressor/model.ts'
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
export { RandomForestRegressorModel } from './random-forest-regressor/model.ts'
