import { type Problem, SlipwayError } from '../../errors.ts'
import { shown } from '../../values.ts'
import { suggest } from '../suggest.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'

/** What is wrong with options together; each may also be wrong by itself. */
export type CrossCheck<T extends OptionTable> = (settings: SettingsOf<T>) => Problem[]

/**
 * Options with the defaults filled in.
 *
 * @param who whose options they are, for the message
 * @throws INVALID_OPTION with everything that is wrong, unknown names with the nearest known one
 */
export function settingsOf<T extends OptionTable>(
  who: string,
  table: T,
  given: OptionsOf<T>,
  check?: CrossCheck<T>,
): SettingsOf<T> {
  const settings = withDefaults(table, given)
  throwProblems(who, [...optionProblems(table, given), ...(check?.(settings) ?? [])])
  return settings
}

/** @throws INVALID_OPTION where there are problems */
export function throwProblems(who: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const listed = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const said = listed.join('; ')
  throw new SlipwayError('INVALID_OPTION', `${who}: ${said}${said.endsWith('?') ? '' : '.'}`, { problems })
}

/** Everything that is wrong with options by a table, each at its name below `path`. */
export function optionProblems(table: OptionTable, given: unknown, path = ''): Problem[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [{ path, message: `expected an object with options by name, got ${shown(given)}` }]
  }
  const values = new Map<string, unknown>(Object.entries(given))
  const pathOf = (name: string) => (path === '' ? name : `${path}.${name}`)
  const wrong = Object.entries(table).flatMap(([name, option]) => {
    const value = values.get(name)
    return value === undefined ? [] : option.problems(value, pathOf(name))
  })
  const known = Object.keys(table)
  const unknown = [...values.keys()].filter((name) => !known.includes(name))
  return [...wrong, ...unknown.map((name) => ({ path: pathOf(name), message: unknownName('option', name, known) }))]
}

/** What is said of a name that is not among those known: the nearest, else all of them. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const nearest = suggest(name, known)
  if (nearest !== undefined) return `there is no such ${what}; did you mean ${nearest}?`
  return known.length === 0 ? `there are no ${what}s` : `there is no such ${what}; there are ${known.join(', ')}`
}

export function withDefaults<T extends OptionTable>(table: T, given: OptionsOf<T>): SettingsOf<T> {
  const settings = Object.entries(table).map(([name, option]) => [name, given?.[name] ?? option.default])
  return Object.fromEntries(settings) as SettingsOf<T>
}
