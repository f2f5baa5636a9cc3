import { type Problem, SlipwayError } from '../../errors.ts'
import type { ClassWeight } from '../class-weight.ts'
import type { MaxFeatures } from './options.ts'

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

  maxFeatures(value: MaxFeatures | undefined): void {
    const holds = value === undefined || value === 'sqrt' || value === 'log2' || (Number.isInteger(value) && value > 0)
    this.expect(holds, 'maxFeatures', '"sqrt", "log2" or a whole number of 1 or more', value)
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

/** The number of columns to look at, of `d`. */
export function countFeatures(maxFeatures: MaxFeatures | undefined, d: number): number {
  if (maxFeatures === undefined) return d
  if (typeof maxFeatures === 'number') return Math.min(maxFeatures, d)
  return Math.max(1, Math.floor(maxFeatures === 'sqrt' ? Math.sqrt(d) : Math.log2(d)))
}
