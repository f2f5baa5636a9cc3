import { SlipwayError } from '../../errors.ts'
import type { DenseMatrix, Label, LabelClassifier, LabelModel, Regressor } from '../contract.ts'
import { oneOf } from '../estimator/option-kinds.ts'
import { encodeLabels } from '../labels.ts'
import { checkFolded, eachFold, type FoldedEstimator, type FoldOptions, type Targets } from './cross-validate.ts'
import { foldOptions } from './fold-options.ts'
import { countRows, type Rows } from './rows.ts'
import { probabilitiesOf } from './scoring.ts'

export interface CrossValPredictOptions extends FoldOptions {
  /** Which method of the models is called. @default 'predict' */
  readonly method?: 'predict' | 'predictProba' | 'decisionFunction'
}

/**
 * For each row the prediction of the model that was fitted without it. Good for plots, for calibration and for a first
 * look at mistakes; scores are better taken fold by fold, with `crossValidate`.
 *
 * Probabilities have a column for every label in y, sorted; a label that the other folds lack has probability 0.
 *
 * @throws INVALID_OPTION with everything that is wrong with the options
 * @throws INVALID_INPUT where the folds do not test every row exactly once, or decisions of different shapes meet.
 */
export function crossValPredict<X extends Rows>(
  estimator: Regressor<X>,
  X: X,
  y: ArrayLike<number>,
  options?: CrossValPredictOptions & { readonly method?: 'predict' },
): number[]
export function crossValPredict<X extends Rows>(
  estimator: LabelClassifier<X>,
  X: X,
  y: readonly Label[],
  options?: CrossValPredictOptions & { readonly method?: 'predict' },
): Label[]
export function crossValPredict<X extends Rows>(
  estimator: LabelClassifier<X>,
  X: X,
  y: readonly Label[],
  options: CrossValPredictOptions & { readonly method: 'predictProba' | 'decisionFunction' },
): DenseMatrix
export function crossValPredict<X extends Rows>(
  estimator: FoldedEstimator<X>,
  X: X,
  y: Targets,
  options: CrossValPredictOptions = {},
): Label[] | DenseMatrix {
  checkFolded('crossValPredict', estimator, table, options)
  const { method = 'predict' } = options
  const folds = eachFold(estimator, X, y, options, (fold) => {
    // A regressor only predicts: what else is asked of it is refused below.
    const model = fold.fit(estimator as LabelClassifier<X>)
    return { rows: fold.rows.test, model, prediction: callMethod(model, fold.test.X, method) }
  })
  checkCover(
    folds.map(({ rows }) => rows),
    countRows(X),
  )
  if (method === 'predict') {
    const predicted = new Array<Label>(y.length)
    for (const { rows, prediction } of folds) {
      rows.forEach((row, i) => {
        predicted[row] = (prediction as Label[])[i]
      })
    }
    return predicted
  }
  const { classes } = encodeLabels(y as readonly Label[])
  const parts = folds.map(({ rows, model, prediction }) => ({ rows, model, values: prediction as DenseMatrix }))
  const columns = method === 'predictProba' ? classes.length : parts[0].values.columns
  const values = new Float64Array(y.length * columns)
  for (const { rows, model, values: part } of parts) {
    const columnOf = method === 'predictProba' ? model.classes.map((label) => classes.indexOf(label)) : undefined
    if (!columnOf) checkShape(part, model, columns, classes)
    rows.forEach((row, i) => {
      for (let k = 0; k < part.columns; k++) {
        values[row * columns + (columnOf ? columnOf[k] : k)] = part.values[i * part.columns + k]
      }
    })
  }
  return { rows: y.length, columns, values }
}

const table = { ...foldOptions, method: oneOf(['predict', 'predictProba', 'decisionFunction'], 'predict') }

function callMethod<X>(model: LabelModel<X>, X: X, method: 'predict' | 'predictProba' | 'decisionFunction') {
  if (method === 'predict') return model.predict(X)
  if (method === 'predictProba') return probabilitiesOf(model, X)
  if (model.decisionFunction) return model.decisionFunction(X)
  throw new SlipwayError('INVALID_INPUT', `crossValPredict: ${model.kind} has no decisionFunction; use predictProba.`)
}

function checkCover(tested: readonly Int32Array[], rows: number): void {
  const times = new Int32Array(rows)
  for (const fold of tested) for (const row of fold) times[row]++
  const odd = times.findIndex((count) => count !== 1)
  if (odd >= 0) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `crossValPredict: row ${odd} is tested ${times[odd]} times; the folds of cv have to test every row exactly once.`,
    )
  }
}

function checkShape(part: DenseMatrix, model: LabelModel<never>, columns: number, classes: readonly Label[]): void {
  if (part.columns === columns && model.classes.length === classes.length) return
  throw new SlipwayError(
    'INVALID_INPUT',
    `crossValPredict: a fold was fitted without rows of every label, so its decisions have ${part.columns} columns and not ${columns}; use fewer folds, or predictProba.`,
  )
}
