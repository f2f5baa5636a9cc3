import type { Problem } from '../../errors.ts'
import type { Descriptor, Role } from './descriptor.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'
import { settingsOf } from './settings.ts'

/** An estimator of this library as others see it: what it is, what it was made of, and as data. */
export interface Step<N extends string = string, R extends Role = Role> {
  readonly kind: N
  readonly role: R
  /** The options as they were given. */
  readonly given: object
  /** What its constructor takes to make another like it. */
  parameters(): readonly unknown[]
  /** As `model.json` holds it: name, role and the options that were given. */
  toJSON(): { readonly step: N; readonly role: R; readonly options: object }
}

/** What all estimators are: a descriptor and options, checked when it is made. */
export class Estimator<N extends string, R extends Role, T extends OptionTable> implements Step<N, R> {
  readonly kind: N
  readonly role: R
  /** Every option with its value, given or by default. */
  readonly options: SettingsOf<T>
  readonly given: OptionsOf<T>

  /**
   * @param more what is wrong with what it is made of beside options
   * @throws INVALID_OPTION with everything that is wrong
   */
  constructor(descriptor: Descriptor<N, R, T>, given: OptionsOf<T>, more: readonly Problem[] = []) {
    const { name, role, options } = descriptor
    this.kind = name
    this.role = role
    this.options = settingsOf(name, options, given, (settings) => [...more, ...(descriptor.check?.(settings) ?? [])])
    this.given = { ...given }
  }

  parameters(): readonly unknown[] {
    return [this.given]
  }

  toJSON() {
    return { step: this.kind, role: this.role, options: { ...this.inner(), ...this.given } }
  }

  /** The estimators that it holds, by name. */
  inner(): object {
    return {}
  }
}
