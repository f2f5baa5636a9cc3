/**
 * The estimators that a service file can name, one a line: what reads versions, what trains, the reference page, the
 * common checks and the entries `slipway` and `slipway/learn` take them from here. Nothing here fits.
 */
export * from './bayes/bernoulli-nb/estimator.ts'
export * from './bayes/complement-nb/estimator.ts'
export * from './bayes/gaussian-nb/estimator.ts'
export * from './bayes/multinomial-nb/estimator.ts'
export * from './calibration/calibrated-classifier/estimator.ts'
export * from './dummy/dummy-regressor/estimator.ts'
export * from './linear/logistic-regression/estimator.ts'
export * from './neighbors/k-neighbors-classifier/estimator.ts'
export * from './neighbors/nearest-centroid/estimator.ts'
export * from './preprocess/column-transformer/estimator.ts'
export * from './svm/linear-svc/estimator.ts'
export * from './text/count-vectorizer/estimator.ts'
export * from './text/feature-union/estimator.ts'
export * from './text/hashing-vectorizer/estimator.ts'
export * from './text/tfidf-vectorizer/estimator.ts'
export * from './tree/decision-tree-classifier/estimator.ts'
export * from './tree/hist-gradient-boosting-classifier/estimator.ts'
export * from './tree/hist-gradient-boosting-regressor/estimator.ts'
export * from './tree/random-forest-classifier/estimator.ts'
