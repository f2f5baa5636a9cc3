export { LinearRegressionModel } from './linear-regression/model.ts'
export { LogisticRegressionModel } from './logistic-regression/model.ts'
export { RidgeModel } from './ridge/model.ts'
