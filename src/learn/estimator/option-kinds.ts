import { shown } from '../../values.ts'
import type { ClassWeight } from '../class-weight.ts'
import type { Splitter } from '../select/split.ts'
import type { Descriptor, Role } from './descriptor.ts'
import { type Option, type OptionsOf, type OptionTable, option } from './option.ts'
import { optionProblems, withDefaults } from './settings.ts'

interface Range {
  /** Larger than this. */
  readonly above?: number
  /** This or larger. */
  readonly least?: number
  /** Smaller than this. */
  readonly below?: number
  /** This or smaller. */
  readonly most?: number
}

/** A finite number within a range, or any where there are no bounds. */
export function number(range: Range & { readonly default: number }): Option<number, number>
/** @param range `absent` says what happens where no number is given */
export function number(range: Range & { readonly absent: string }): Option<number, undefined>
export function number(
  range: Range & { readonly default?: number; readonly absent?: string },
): Option<number, number | undefined> {
  const holds = (value: number) => Number.isFinite(value) && isWithin(value, range)
  const bounds = written(range)
  const expected = bounds === '' ? 'a finite number' : `a number ${bounds}`
  return option({ expected, default: range.default, ...(range.absent && { absent: range.absent }), holds })
}

type WholeRange = Pick<Range, 'least' | 'most'>

/** A whole number within a range. */
export function count(range: WholeRange & { readonly default: number }): Option<number, number>
/** @param range `absent` says what happens where no number is given */
export function count(range: WholeRange & { readonly absent: string }): Option<number, undefined>
export function count(
  range: WholeRange & { readonly default?: number; readonly absent?: string },
): Option<number, number | undefined> {
  const holds = (value: number) => Number.isSafeInteger(value) && isWithin(value, range)
  const expected = `a whole number ${written(range)}`
  return option({ expected, default: range.default, ...(range.absent && { absent: range.absent }), holds })
}

export function flag(value: boolean): Option<boolean, boolean> {
  return option({ expected: 'true or false', default: value, holds: (given) => typeof given === 'boolean' })
}

type Word = string | false

/** One of a few words. */
export function oneOf<const W extends Word, D extends W>(words: readonly W[], value: D): Option<W, W>
/** @param absent what happens where no word is given */
export function oneOf<const W extends Word>(words: readonly W[], value: undefined, absent: string): Option<W, undefined>
export function oneOf(words: readonly Word[], value: Word | undefined, absent?: string) {
  const expected = words.map((word) => shown(word)).join(' or ')
  return option({ expected, default: value, ...(absent && { absent }), holds: (given: Word) => words.includes(given) })
}

/** A number of stratified, shuffled folds, or whatever divides the rows. */
export function folds() {
  return option<number | Splitter, number>({
    expected: 'a whole number of 2 or more, or an object that splits rows, such as new KFold()',
    default: 5,
    holds: (cv) =>
      typeof cv === 'number'
        ? Number.isInteger(cv) && cv >= 2
        : typeof cv === 'object' && typeof cv.split === 'function',
  })
}

/** `balanced`, or a weight for each class by its label. */
export function classWeight(): Option<ClassWeight, undefined> {
  const expected = '"balanced" or weights by label'
  return {
    expected,
    default: undefined,
    absent: 'all 1',
    problems(value, path) {
      if (value === 'balanced') return []
      if (typeof value !== 'object' || value === null)
        return [{ path, message: `expected ${expected}, got ${shown(value)}` }]
      return Object.entries(value).flatMap(([label, weight]) =>
        Number.isFinite(weight) && weight >= 0
          ? []
          : [{ path: `${path}.${label}`, message: `expected a number of 0 or more, got ${shown(weight)}` }],
      )
    },
  }
}

/** A number for each class, in the order of the sorted labels; how many there are shows when a fit sees the labels. */
export function perClass(expected: string, holds: (values: readonly number[]) => boolean) {
  return option<readonly number[], undefined>({
    expected,
    default: undefined,
    absent: 'learned from the rows',
    holds: (values) => values.every((value) => typeof value === 'number') && holds(values),
  })
}

/** The options of another estimator, as one object. */
export function optionsOf<T extends OptionTable>({
  name,
  options,
  check,
}: Pick<Descriptor<string, Role, T>, 'name' | 'options' | 'check'>) {
  return {
    expected: `options of a ${name}`,
    default: undefined,
    absent: 'its defaults',
    problems: (value: unknown, path: string) => {
      const problems = optionProblems(options, value, path)
      if (problems.length > 0 || !check) return problems
      const own = check(withDefaults(options, value as OptionsOf<T>))
      return own.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }))
    },
  } as Option<OptionsOf<T>, undefined>
}

function isWithin(value: number, { above, least, below, most }: Range): boolean {
  if (above !== undefined && !(value > above)) return false
  if (least !== undefined && !(value >= least)) return false
  if (below !== undefined && !(value < below)) return false
  return most === undefined || value <= most
}

/** Nothing, `above 0`, `of 1 or more`, `from 0 to 1`, `above 0 and below 1`, `above 0 to 1`. */
function written({ above, least, below, most }: Range): string {
  if (least !== undefined) return most === undefined ? `of ${least} or more` : `from ${least} to ${most}`
  if (below !== undefined) return `above ${above} and below ${below}`
  if (above === undefined) return ''
  return most === undefined ? `above ${above}` : `above ${above} to ${most}`
}
