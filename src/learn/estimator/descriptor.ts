import type { Problem } from '../../errors.ts'
import type { Fitted, Parts } from '../contract.ts'
import type { Readers } from '../nested-parts.ts'
import type { ColumnDefaults } from './column-defaults.ts'
import type { OptionTable, SettingsOf } from './option.ts'

/**
 * What an estimator does: a vectorizer turns texts into numbers, an encoder the columns of a table, a transformer one
 * matrix or list of cells into another; a classifier turns numbers into labels with probabilities, a decider into labels
 * without, a regressor into a number; a calibrator turns decisions into probabilities; a pipeline is several of them in
 * a row.
 */
export type Role =
  | 'vectorizer'
  | 'encoder'
  | 'transformer'
  | 'classifier'
  | 'decider'
  | 'regressor'
  | 'calibrator'
  | 'pipeline'

/**
 * All that there is to know about an estimator without fitting one. It is light: a server loads it, for the service file
 * names estimators and a version is read by what `read` says, but what fits stays in a
 * module of its own.
 */
export interface Descriptor<
  N extends string = string,
  R extends Role = Role,
  T extends OptionTable = OptionTable,
  M extends Fitted = Fitted,
> {
  /** The name of its class; versions hold it as the `kind` of what was fitted. */
  readonly name: N
  readonly role: R
  readonly options: T
  /** What is wrong with options together. */
  check?(settings: SettingsOf<T>): Problem[]
  /** `import.meta.url`: the module `fit` is beside it. */
  readonly home: string
  /** Puts a fitted model together again. @param readers of what may be inside it */
  readonly read: (parts: Parts, readers: Readers) => M
  /** What a classifier or regressor likes the columns of a table to become. @default scaled numbers, a column for each category */
  readonly columns?: ColumnDefaults
  /** It learns from entries of 0 or more only, such as counts. @default false */
  readonly nonNegative?: boolean
  /** It learns from NaN, as a missing value. @default false */
  readonly missing?: boolean
}
