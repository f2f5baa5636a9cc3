export { linearDecision, winningClass } from './linear-model.ts'
export { LogisticRegressionModel } from './logistic-regression/model.ts'
