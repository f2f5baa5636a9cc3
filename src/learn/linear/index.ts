export { type LinearModel, linearDecision, winningClass } from './linear-model.ts'
export { LogisticRegression } from './logistic-regression/fit.ts'
export { LogisticRegressionModel } from './logistic-regression/model.ts'
export type { LogisticRegressionOptions } from './options.ts'
