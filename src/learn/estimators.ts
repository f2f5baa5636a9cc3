/** All estimators: those of `steps.ts`, and those that a service reaches through them. */

export * from './calibration/isotonic-regression/estimator.ts'
export * from './calibration/sigmoid-calibration/estimator.ts'
export * from './compose/pipeline/estimator.ts'
export * from './preprocess/date-parts/estimator.ts'
export * from './preprocess/min-max-scaler/estimator.ts'
export * from './preprocess/one-hot-encoder/estimator.ts'
export * from './preprocess/ordinal-encoder/estimator.ts'
export * from './preprocess/simple-imputer/estimator.ts'
export * from './preprocess/standard-scaler/estimator.ts'
export * from './steps.ts'
export * from './text/tfidf-transformer/estimator.ts'
