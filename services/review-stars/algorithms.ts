/** The names of the models, as the routes and the checks know them. */
export const algorithms = [
  'logistic-regression',
  'naive-bayes',
  'linear-svm',
  'k-nearest-neighbors',
  'random-forest',
  'gradient-boosting',
] as const

export type Algorithm = (typeof algorithms)[number]
