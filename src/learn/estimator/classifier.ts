import type { Classifier, FitOptions, Label, LabelModel, Matrix } from '../contract.ts'
import { type ColumnDefaults, scaledColumns } from './column-defaults.ts'
import type { Descriptor } from './descriptor.ts'
import { Estimator, type Step } from './estimator.ts'
import { knownFitOptions } from './fit-options.ts'
import { loadFit } from './load-fit.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'

type ClassifierRole = 'classifier' | 'decider'

/** What the module `fit` of a classifier exports. */
export interface ClassifierFit<T extends OptionTable, M extends LabelModel> {
  fit(settings: SettingsOf<T>, X: Matrix, y: readonly Label[], options: FitOptions): M
}

export interface DescribedClassifier<
  N extends string,
  R extends ClassifierRole,
  T extends OptionTable,
  M extends LabelModel,
> extends TableClassifier<M>,
    Step<N, R> {
  /** Every option with its value, given or by default. */
  readonly options: SettingsOf<T>
  /**
   * Learns from rows and their labels.
   *
   * @param X shape `(n, d)`, dense or sparse
   * @param y a label for each row, shape `(n,)`, at least two different ones
   * @throws INVALID_OPTION for options that there are not
   * @throws INVALID_INPUT for empty data, NaN, mismatched shapes or a single class
   */
  fit(X: Matrix, y: readonly Label[], options?: FitOptions): M
  readonly columns: ColumnDefaults
  withCodes(columns: readonly number[]): DescribedClassifier<N, R, T, M>
}

/** A classifier that a service can put behind a table. */
export interface TableClassifier<M extends LabelModel = LabelModel> extends Classifier<Matrix, M> {
  /** What it likes the columns of a table to become. */
  readonly columns: ColumnDefaults
  /** The same classifier that knows which columns hold codes of categories, where it has an option for that. */
  withCodes(columns: readonly number[]): TableClassifier<M>
}

/** The class of a classifier, made from its descriptor. */
export function classifier<
  const N extends string,
  R extends ClassifierRole,
  T extends OptionTable,
  M extends LabelModel,
>(descriptor: Descriptor<N, R, T, M>) {
  class Described extends Estimator<N, R, T> implements DescribedClassifier<N, R, T, M> {
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

    fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): M {
      return loadFit<ClassifierFit<T, M>>(descriptor.home).fit(
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
    new (options?: OptionsOf<T>): DescribedClassifier<N, R, T, M>
  }
}
