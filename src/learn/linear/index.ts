export { LogisticRegressionModel } from './logistic-regression/model.ts'
