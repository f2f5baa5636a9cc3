export type { BoostedTrees } from './boosted-trees.ts'
export { DecisionTreeClassifier } from './decision-tree-classifier/fit.ts'
export { DecisionTreeClassifierModel } from './decision-tree-classifier/model.ts'
export { HistGradientBoostingClassifier } from './hist-gradient-boosting-classifier/fit.ts'
export { HistGradientBoostingClassifierModel } from './hist-gradient-boosting-classifier/model.ts'
export type {
  DecisionTreeClassifierOptions,
  HistGradientBoostingClassifierOptions,
  MaxFeatures,
  RandomForestClassifierOptions,
  TreeOptions,
} from './options.ts'
export {
  type PermutationImportanceOptions,
  type PermutationImportances,
  permutationImportance,
} from './permutation-importance.ts'
export type { Contributions } from './probability-trees-model.ts'
export { RandomForestClassifier } from './random-forest-classifier/fit.ts'
export { RandomForestClassifierModel } from './random-forest-classifier/model.ts'
export type { Trees } from './trees.ts'
