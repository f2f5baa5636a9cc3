import type { Classifier, FitOptions, Label, LabelClassifier, Matrix } from '../../contract.ts'
import type { TableClassifier } from '../../estimator/classifier.ts'
import { type ColumnDefaults, scaledColumns } from '../../estimator/column-defaults.ts'
import type { Descriptor } from '../../estimator/descriptor.ts'
import { Estimator } from '../../estimator/estimator.ts'
import { loadFit } from '../../estimator/load-fit.ts'
import type { OptionsOf } from '../../estimator/option.ts'
import { count, flag, folds, oneOf } from '../../estimator/option-kinds.ts'
import { classifierPlace, stepProblems } from '../../estimator/step-problem.ts'
import type { Rows } from '../../select/rows.ts'
import { CalibratedClassifierModel } from './model.ts'

const options = {
  /**
   * `sigmoid` (Platt) has two numbers to learn and suits few rows and classifiers that are too sure or not sure
   * enough; `isotonic` takes any rising shape, for a thousand rows or more.
   */
  method: oneOf(['sigmoid', 'isotonic'], 'sigmoid'),
  /** The number of stratified, shuffled folds, or whatever divides the rows. */
  cv: folds(),
  /** Shuffles the folds where `cv` is a number. */
  seed: count({ least: 0, default: 0 }),
  /**
   * True: a classifier for each fold, fitted without it and calibrated on it; their probabilities are averaged.
   * False: one classifier fitted on all rows, calibrated on what the folds' classifiers said: as small and as fast as
   * without calibration.
   */
  ensemble: flag(true),
}

export type CalibratedClassifierOptions = OptionsOf<typeof options>

const descriptor: Descriptor<
  'CalibratedClassifier',
  'classifier',
  typeof options,
  CalibratedClassifierModel<Matrix>
> = {
  name: 'CalibratedClassifier',
  role: 'classifier',
  options,
  home: import.meta.url,
  read: CalibratedClassifierModel.fromParts,
}

/**
 * Calibrates the probabilities of any classifier on rows that it was not fitted on: by cross-validation, so that every
 * row is used. For more than two classes each is calibrated against the rest, and the results are scaled to a sum of 1.
 * Source: Niculescu-Mizil & Caruana (2005), ICML; Zadrozny & Elkan (2002), KDD.
 *
 * @example
 * const X = denseMatrix([[0], [1], [2], [3], [6], [7], [8], [9]])
 * const y = ['low', 'low', 'low', 'low', 'high', 'high', 'high', 'high']
 * const model = new CalibratedClassifier(new LinearSVC(), { cv: 2 }).fit(X, y)
 * model.predict(denseMatrix([[8]])) // ['high']
 */
export class CalibratedClassifier<X extends Rows = Matrix>
  extends Estimator<'CalibratedClassifier', 'classifier', typeof options>
  implements Classifier<X, CalibratedClassifierModel<X>>
{
  static readonly descriptor = descriptor
  readonly estimator: LabelClassifier<X>

  /**
   * @param estimator what is calibrated
   * @throws INVALID_OPTION with everything that is wrong
   */
  constructor(estimator: LabelClassifier<X>, options: CalibratedClassifierOptions = {}) {
    super(descriptor, options, stepProblems(estimator, 'estimator', place))
    this.estimator = estimator
  }

  /** @throws INVALID_INPUT for what the estimator refuses, and for a class with fewer rows than there are folds. */
  fit(X: X, y: readonly Label[], options: FitOptions = {}): CalibratedClassifierModel<X> {
    return loadFit<CalibratedFit<X>>(descriptor.home).fit(this, X, y, options)
  }

  /** As what it calibrates likes them. */
  get columns(): ColumnDefaults {
    return isForTables(this.estimator) ? this.estimator.columns : scaledColumns
  }

  withCodes(columns: readonly number[]): CalibratedClassifier<X> {
    if (!isForTables(this.estimator)) return this
    return new CalibratedClassifier(this.estimator.withCodes(columns) as LabelClassifier<X>, this.given)
  }

  override parameters(): readonly unknown[] {
    return [this.estimator, ...super.parameters()]
  }

  override inner() {
    return { estimator: this.estimator }
  }
}

const place = { ...classifierPlace, expected: 'a classifier, such as new LinearSVC()' }

function isForTables<X>(estimator: LabelClassifier<X>): estimator is LabelClassifier<X> & TableClassifier {
  return 'withCodes' in estimator
}

/** What the module `fit` exports. */
interface CalibratedFit<X extends Rows> {
  fit(calibrated: CalibratedClassifier<X>, X: X, y: readonly Label[], options: FitOptions): CalibratedClassifierModel<X>
}
