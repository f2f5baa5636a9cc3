import { SlipwayError } from '../../../errors.ts'
import type { DenseMatrix, FitOptions, Label, LabelModel } from '../../contract.ts'
import { settingsOf } from '../../estimator/settings.ts'
import { type EncodedLabels, encodeLabels } from '../../labels.ts'
import { eachFold } from '../../select/cross-validate.ts'
import type { Rows } from '../../select/rows.ts'
import { type Calibrator, column, decisionValues } from '../calibrator.ts'
import { IsotonicRegression } from '../isotonic-regression/estimator.ts'
import { SigmoidCalibration } from '../sigmoid-calibration/estimator.ts'
import { CalibratedClassifier, type CalibratedClassifierOptions } from './estimator.ts'
import { CalibratedClassifierModel } from './model.ts'

export type CalibrationOptions = Pick<CalibratedClassifierOptions, 'method'>

export function fit<X extends Rows>(
  { estimator, options: settings }: CalibratedClassifier<X>,
  X: X,
  y: readonly Label[],
  options: FitOptions,
): CalibratedClassifierModel<X> {
  const { cv, seed, ensemble } = settings
  const { sampleWeight, onProgress, onWarning } = options
  const warning = onWarning ? { onWarning } : {}
  const labels = encodeLabels(y)
  if (typeof cv === 'number') checkFolds(labels, cv)
  const shares = ensemble ? 1 : 0.8
  const folds = eachFold(
    estimator,
    X,
    y,
    { cv, seed, ...(sampleWeight && { sampleWeight }), onProgress: (share) => onProgress?.(shares * share) },
    ({ train, test, rows }) => {
      const model = estimator.fit(train.X, train.y, { ...train.options, ...warning })
      checkClasses(model, labels)
      const values = decisionValues(model, test.X)
      return { model, values, rows: rows.test, test }
    },
  )
  if (ensemble) {
    return new CalibratedClassifierModel(
      folds.map(({ model, values, test }) => ({
        model,
        calibrators: fitCalibrators(model.classes, values, test.y, settings, test.options.sampleWeight),
      })),
    )
  }
  const columns = folds[0].values.columns
  const values = new Float64Array(y.length * columns)
  for (const fold of folds) {
    fold.rows.forEach((row, i) => {
      values.set(fold.values.values.subarray(i * columns, (i + 1) * columns), row * columns)
    })
  }
  const model = estimator.fit(X, y, { ...(sampleWeight && { sampleWeight }), ...warning })
  const calibrators = fitCalibrators(model.classes, { rows: y.length, columns, values }, y, settings, sampleWeight)
  onProgress?.(1)
  return new CalibratedClassifierModel([{ model, calibrators }])
}

/**
 * Calibrates a classifier that is already fitted, on rows that it has not seen.
 * @throws INVALID_INPUT for labels that the classifier does not know
 */
export function calibrate<X>(
  model: LabelModel<X>,
  X: X,
  y: readonly Label[],
  options: CalibrationOptions & Pick<FitOptions, 'sampleWeight'> = {},
): CalibratedClassifierModel<X> {
  const { sampleWeight, ...method } = options
  const settings = settingsOf('calibrate', { method: CalibratedClassifier.descriptor.options.method }, method)
  const strange = y.find((label) => !model.classes.includes(label))
  if (strange !== undefined) {
    const known = model.classes.map((label) => JSON.stringify(label)).join(', ')
    throw new SlipwayError(
      'INVALID_INPUT',
      `calibrate: y: expected the classifier's labels ${known}, got ${JSON.stringify(strange)}.`,
    )
  }
  const calibrators = fitCalibrators(model.classes, decisionValues(model, X), y, settings, sampleWeight)
  return new CalibratedClassifierModel([{ model, calibrators }])
}

function fitCalibrators(
  classes: readonly Label[],
  values: DenseMatrix,
  y: readonly Label[],
  { method }: Required<CalibrationOptions>,
  sampleWeight: ArrayLike<number> | undefined,
): Calibrator[] {
  const calibration = method === 'sigmoid' ? new SigmoidCalibration() : new IsotonicRegression()
  const positives = classes.length === 2 ? classes.slice(1) : classes
  return positives.map((positive, k) => {
    const outcomes = Float64Array.from(y, (label) => (label === positive ? 1 : 0))
    return calibration.fit(column(values, k), outcomes, { sampleWeight })
  })
}

function checkFolds({ classes, codes }: EncodedLabels, folds: number): void {
  const counts = new Int32Array(classes.length)
  for (const code of codes) counts[code]++
  const rare = counts.findIndex((count) => count < folds)
  if (rare < 0) return
  throw new SlipwayError(
    'INVALID_INPUT',
    `CalibratedClassifier: y: expected at least ${folds} rows of each class, one for each fold, got ${counts[rare]} of ${JSON.stringify(classes[rare])}; use fewer folds.`,
  )
}

function checkClasses<X>(model: LabelModel<X>, { classes }: EncodedLabels): void {
  if (model.classes.length === classes.length) return
  const missing = classes.filter((label) => !model.classes.includes(label)).map((label) => JSON.stringify(label))
  throw new SlipwayError(
    'INVALID_INPUT',
    `CalibratedClassifier: cv: a fold has all rows of ${missing.join(', ')}, so that its classifier cannot know it; use stratified folds.`,
  )
}
