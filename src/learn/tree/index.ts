export { DecisionTreeClassifier } from './decision-tree-classifier.ts'
export { DecisionTreeClassifierModel } from './decision-tree-classifier-model.ts'
export type {
  DecisionTreeClassifierOptions,
  MaxFeatures,
  RandomForestClassifierOptions,
  TreeOptions,
} from './options.ts'
export type { Contributions } from './probability-trees-model.ts'
export { RandomForestClassifier } from './random-forest-classifier.ts'
export { RandomForestClassifierModel } from './random-forest-classifier-model.ts'
export type { Trees } from './trees.ts'
