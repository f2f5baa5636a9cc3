import { flag, number, perClass } from '../estimator/option-kinds.ts'

/** The options of every naive Bayes on counts. */
export const discreteOptions = {
  /** Laplace smoothing added to each count; 0 is taken as 1e-10, so that every logarithm is finite. */
  alpha: number({ least: 0, default: 1 }),
  /** Learn the classes' prior probabilities from the data; false: all the same. */
  fitPrior: flag(true),
  /** Prior probabilities in the order of the sorted classes, instead of learned ones. */
  classPrior: perClass('probabilities from 0 to 1', (priors) => priors.every((prior) => prior >= 0 && prior <= 1)),
}
