import type { ClassifierModel, Label, Matrix } from '../contract.ts'
import { fitOptions } from '../estimator/fit-options.ts'
import type { OptionsOf } from '../estimator/option.ts'
import { count } from '../estimator/option-kinds.ts'
import { settingsOf } from '../estimator/settings.ts'
import { toDense } from '../matrix.ts'
import { Random } from '../random.ts'
import { predictionsOf, scorerOf, scoringOption } from '../select/scoring.ts'

const options = {
  /** What is to suffer: the name of a score, or a function. @default 'accuracy' */
  scoring: scoringOption(),
  /** How often each column is shuffled, 1 or more. @default 5 */
  repeats: count({ least: 1, default: 5 }),
  /** One weight a row, shape `(n,)`. @default all 1 */
  sampleWeight: fitOptions.sampleWeight,
  /** A whole number, 0 or more: the same seed gives the same bytes. @default 0 */
  seed: count({ least: 0, default: 0 }),
}

export type PermutationImportanceOptions = OptionsOf<typeof options>

/** How much worse rows are answered whose entries in a column are shuffled: mean and standard deviation a column. */
export interface PermutationImportances {
  readonly means: Float64Array
  readonly standardDeviations: Float64Array
  /** The score with all columns as they are. */
  readonly baseline: number
}

/**
 * What each column is worth to any fitted classifier: the score of the rows less their score with that column shuffled.
 * Ask with rows that it was not trained on; of columns that say the same, each looks dispensable.
 * A sparse matrix is written out. O(columns · repeats) predictions.
 *
 * Source: Breiman (2001), Machine Learning 45(1), section 10.
 * @throws INVALID_OPTION, and INVALID_INPUT as the model and the score do.
 */
export function permutationImportance(
  model: ClassifierModel,
  X: Matrix,
  y: readonly Label[],
  given: PermutationImportanceOptions = {},
): PermutationImportances {
  const { scoring, repeats, seed, sampleWeight } = settingsOf('permutationImportance', options, given)
  const scorer = scorerOf(scoring)
  const { rows, columns, values } = toDense(X)
  const score = (entries: Float64Array): number =>
    scorer(y, predictionsOf(model, { rows, columns, values: entries }), sampleWeight ? { sampleWeight } : {})
  const baseline = score(values)
  const means = new Float64Array(columns)
  const standardDeviations = new Float64Array(columns)
  const shuffled = values.slice()
  for (let j = 0; j < columns; j++) {
    const random = new Random(seed, j)
    const drops = Float64Array.from({ length: repeats }, () => {
      const order = random.permutation(rows)
      for (let i = 0; i < rows; i++) shuffled[i * columns + j] = values[order[i] * columns + j]
      return baseline - score(shuffled)
    })
    for (let i = 0; i < rows; i++) shuffled[i * columns + j] = values[i * columns + j]
    const mean = drops.reduce((sum, drop) => sum + drop, 0) / repeats
    means[j] = mean
    standardDeviations[j] = Math.sqrt(drops.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / repeats)
  }
  return { means, standardDeviations, baseline }
}
