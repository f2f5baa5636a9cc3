import type { Splitter } from '../select/split.ts'

export interface CalibrationOptions {
  /**
   * `sigmoid` (Platt) has two numbers to learn and suits few rows and classifiers that are too sure or not sure
   * enough; `isotonic` takes any rising shape, for a thousand rows or more. @default 'sigmoid'
   */
  readonly method?: 'sigmoid' | 'isotonic'
}

export interface CalibratedClassifierOptions extends CalibrationOptions {
  /** The number of stratified, shuffled folds, or whatever divides the rows. @default 5 */
  readonly cv?: number | Splitter
  /** Shuffles the folds where `cv` is a number. @default 0 */
  readonly seed?: number
  /**
   * True: a classifier for each fold, fitted without it and calibrated on it; their probabilities are averaged.
   * False: one classifier fitted on all rows, calibrated on what the folds' classifiers said: as small and as fast as
   * without calibration. @default true
   */
  readonly ensemble?: boolean
}
