import { count, oneOf } from '../estimator/option-kinds.ts'

/** What both models of neighbours take. */
export const neighborOptions = {
  /** How many neighbours have a say, at most the number of rows. */
  nNeighbors: count({ least: 1, default: 5 }),
  /** Every neighbour counts the same, or 1 / its distance; rows at distance 0 then decide alone. */
  weights: oneOf(['uniform', 'distance'], 'uniform'),
  /** The length of the difference, or 1 − the cosine of the angle (1 for a row of zeros). */
  metric: oneOf(['euclidean', 'cosine'], 'euclidean'),
}
