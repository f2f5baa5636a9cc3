/** The steps of a pipeline as a service file writes them: the estimators of `slipway/learn`, whose `fit` is loaded when it is called. */
export * from '../learn/steps.ts'
