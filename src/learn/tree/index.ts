export type { BoostedTrees } from './boosted-trees.ts'
export { DecisionTreeClassifierModel } from './decision-tree-classifier/model.ts'
export { HistGradientBoostingClassifierModel } from './hist-gradient-boosting-classifier/model.ts'
export type { MaxFeatures } from './options.ts'
export {
  type PermutationImportanceOptions,
  type PermutationImportances,
  permutationImportance,
} from './permutation-importance.ts'
export { RandomForestClassifierModel } from './random-forest-classifier/model.ts'
export type { Trees } from './trees.ts'
