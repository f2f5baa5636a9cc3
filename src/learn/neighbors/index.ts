export { KNeighborsClassifierModel } from './k-neighbors-classifier/model.ts'
export { KNeighborsRegressorModel } from './k-neighbors-regressor/model.ts'
