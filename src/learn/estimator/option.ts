import type { Problem } from '../../errors.ts'
import { shown } from '../../values.ts'

/**
 * One option of an estimator: the values that it takes, and the one that it has where nothing is given. The sentence
 * that says what it does is the comment above it in the estimator's table, where editors and the reference page find it.
 */
export interface Option<T, D extends T | undefined> {
  /** What is expected, as errors and the reference page say it: `a number above 0`. */
  readonly expected: string
  readonly default: D
  /** What no value means, where the default is none: `no limit`. */
  readonly absent: string | undefined
  /** Everything that is wrong with a value; none: it is one. */
  problems(value: unknown, path: string): Problem[]
  /** Carries the type; never set. */
  readonly of?: { readonly type: T }
}

export type OptionTable = { readonly [name: string]: Option<unknown, unknown> }

/** The options as a caller gives them. */
export type OptionsOf<T extends OptionTable> = {
  readonly [N in keyof T]?: ValueOf<T[N]>
}

/** The same with every option that has a default. */
export type SettingsOf<T extends OptionTable> = {
  readonly [N in keyof T]: ValueOf<T[N]> | T[N]['default']
}

type ValueOf<O> = O extends { readonly of?: { readonly type: infer V } } ? V : never

interface Definition<T, D> {
  readonly expected: string
  readonly default: D
  readonly absent?: string
  readonly holds: (value: T) => boolean
}

/** An option of any type, by a test that its values pass. */
export function option<T, D extends T | undefined>({ expected, default: value, absent, holds }: Definition<T, D>) {
  return {
    expected,
    default: value,
    absent,
    problems: (given, path) =>
      isKept(() => holds(given as T)) ? [] : [{ path, message: `expected ${expected}, got ${shown(given)}` }],
  } satisfies Option<T, D> as Option<T, D>
}

/** A test is written for values of the right type; one that breaks on another says no. */
function isKept(test: () => boolean): boolean {
  try {
    return test()
  } catch {
    return false
  }
}
