export { KNeighborsClassifier } from './k-neighbors-classifier/fit.ts'
export { KNeighborsClassifierModel, type Neighbor } from './k-neighbors-classifier/model.ts'
export type { KNeighborsClassifierOptions } from './options.ts'
