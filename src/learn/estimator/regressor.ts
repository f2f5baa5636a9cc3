import type { FitOptions, Matrix, Regressor, RegressorModel } from '../contract.ts'
import { type ColumnDefaults, scaledColumns } from './column-defaults.ts'
import type { Descriptor } from './descriptor.ts'
import { Estimator, type Step } from './estimator.ts'
import { knownFitOptions } from './fit-options.ts'
import { loadFit } from './load-fit.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'

/** What the module `fit` of a regressor exports. */
export interface RegressorFit<T extends OptionTable, M extends RegressorModel> {
  fit(settings: SettingsOf<T>, X: Matrix, y: ArrayLike<number>, options: FitOptions): M
}

export interface DescribedRegressor<N extends string, T extends OptionTable, M extends RegressorModel>
  extends TableRegressor<M>,
    Step<N, 'regressor'> {
  /** Every option with its value, given or by default. */
  readonly options: SettingsOf<T>
  /**
   * Learns from rows and their targets.
   *
   * @param X shape `(n, d)`, dense or sparse
   * @param y a finite number for each row, shape `(n,)`
   * @throws INVALID_OPTION for options that there are not
   * @throws INVALID_INPUT for empty data, NaN, mismatched shapes or targets that are out of the model's range
   */
  fit(X: Matrix, y: ArrayLike<number>, options?: FitOptions): M
  withCodes(columns: readonly number[]): DescribedRegressor<N, T, M>
}

/** A regressor that a service can put behind a table. */
export interface TableRegressor<M extends RegressorModel = RegressorModel> extends Regressor<Matrix, M> {
  /** What it likes the columns of a table to become. */
  readonly columns: ColumnDefaults
  /** The same regressor that knows which columns hold codes of categories, where it has an option for that. */
  withCodes(columns: readonly number[]): TableRegressor<M>
}

/** The class of a regressor, made from its descriptor. */
export function regressor<const N extends string, T extends OptionTable, M extends RegressorModel>(
  descriptor: Descriptor<N, 'regressor', T, M>,
) {
  class Described extends Estimator<N, 'regressor', T> implements DescribedRegressor<N, T, M> {
    static readonly descriptor = descriptor

    constructor(options: OptionsOf<T> = {}) {
      super(descriptor, options)
    }

    get columns(): ColumnDefaults {
      return descriptor.columns ?? scaledColumns
    }

    withCodes(columns: readonly number[]): Described {
      const { codesOption } = this.columns
      return codesOption ? new Described({ [codesOption]: columns, ...this.given }) : this
    }

    fit(X: Matrix, y: ArrayLike<number>, options: FitOptions = {}): M {
      return loadFit<RegressorFit<T, M>>(descriptor.home).fit(
        this.options,
        X,
        y,
        knownFitOptions(descriptor.name, options),
      )
    }
  }
  return Described as {
    readonly descriptor: typeof descriptor
    /** @throws INVALID_OPTION with everything that is wrong with the options */
    new (options?: OptionsOf<T>): DescribedRegressor<N, T, M>
  }
}
