export interface KNeighborsClassifierOptions {
  /** How many neighbours have a say, 1 to the number of rows. @default 5 */
  readonly nNeighbors?: number
  /** Every neighbour counts the same, or 1 / its distance; rows at distance 0 then decide alone. @default 'uniform' */
  readonly weights?: Weighting
  /** The length of the difference, or 1 − the cosine of the angle (1 for a row of zeros). @default 'euclidean' */
  readonly metric?: Metric
}

export type Weighting = 'uniform' | 'distance'
export type Metric = 'euclidean' | 'cosine'
