export { KNeighborsClassifierModel } from './k-neighbors-classifier/model.ts'
