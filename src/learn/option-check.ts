import { type Problem, SlipwayError } from '../errors.ts'
import type { ClassWeight } from './class-weight.ts'

/** Collects what is wrong with an estimator's options, to say it all at once. */
export class OptionCheck {
  readonly #who: string
  readonly #problems: Problem[] = []

  constructor(who: string) {
    this.#who = who
  }

  expect(holds: boolean, path: string, wanted: string, came: unknown): void {
    if (holds) return
    this.#problems.push({ path, message: `expected ${wanted}, got ${JSON.stringify(came) ?? String(came)}` })
  }

  /** A whole number of at least `least`; undefined passes, for it is no limit. */
  count(path: string, value: number | undefined, least: number, most = Number.POSITIVE_INFINITY): void {
    const holds = value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)
    const range = most === Number.POSITIVE_INFINITY ? `of ${least} or more` : `from ${least} to ${most}`
    this.expect(holds, path, `a whole number ${range}`, value)
  }

  /** A finite number above `least`. */
  above(path: string, value: number, least: number): void {
    this.expect(value > least && value < Number.POSITIVE_INFINITY, path, `a number above ${least}`, value)
  }

  /** One of a few words. */
  oneOf(path: string, value: string, words: readonly string[]): void {
    this.expect(words.includes(value), path, words.map((word) => JSON.stringify(word)).join(' or '), value)
  }

  classWeight(value: ClassWeight | undefined): void {
    if (typeof value !== 'object' || value === null) {
      this.expect(value === undefined || value === 'balanced', 'classWeight', '"balanced" or weights by label', value)
      return
    }
    for (const [label, weight] of Object.entries(value)) {
      const holds = weight >= 0 && weight < Number.POSITIVE_INFINITY
      this.expect(holds, `classWeight.${label}`, 'a number of 0 or more', weight)
    }
  }

  /** @throws INVALID_OPTION with everything that was wrong. */
  done(): void {
    if (this.#problems.length === 0) return
    const said = this.#problems.map(({ path, message }) => `${path}: ${message}`)
    throw new SlipwayError('INVALID_OPTION', `${this.#who}: ${said.join('; ')}.`, { problems: this.#problems })
  }
}
