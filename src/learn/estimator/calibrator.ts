import type { Calibrator } from '../calibration/calibrator.ts'
import type { PairOptions } from '../calibration/check.ts'
import type { Descriptor } from './descriptor.ts'
import { Estimator, type Step } from './estimator.ts'
import { loadFit } from './load-fit.ts'

/** What the module `fit` of a calibrator exports. */
export interface CalibratorFit<M extends Calibrator> {
  fit(values: ArrayLike<number>, targets: ArrayLike<number>, options: PairOptions): M
}

type NoOptions = Record<never, never>

export interface DescribedCalibrator<N extends string, M extends Calibrator> extends Step<N, 'calibrator'> {
  /**
   * @param values decisions or probabilities, shape `(n,)`
   * @param targets 1 where the row is of the class, else 0; shape `(n,)`
   * @throws INVALID_INPUT
   */
  fit(values: ArrayLike<number>, targets: ArrayLike<number>, options?: PairOptions): M
}

/** The class of a calibrator, made from its descriptor. */
export function calibrator<const N extends string, M extends Calibrator>(
  descriptor: Descriptor<N, 'calibrator', NoOptions, M>,
) {
  class Described extends Estimator<N, 'calibrator', NoOptions> implements DescribedCalibrator<N, M> {
    static readonly descriptor = descriptor

    constructor(options: NoOptions = {}) {
      super(descriptor, options)
    }

    fit(values: ArrayLike<number>, targets: ArrayLike<number>, options: PairOptions = {}): M {
      return loadFit<CalibratorFit<M>>(descriptor.home).fit(values, targets, options)
    }
  }
  return Described as {
    readonly descriptor: typeof descriptor
    new (options?: NoOptions): DescribedCalibrator<N, M>
  }
}
