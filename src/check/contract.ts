import type { Check } from '../service/contract.ts'

/** The checks of one suite, with what has to be known to run them and to keep their log. */
export interface Suite {
  readonly name: string
  readonly checks: readonly Check[]
}

/** What became of one check. */
export interface CheckResult {
  readonly suite: string
  readonly name: string
  readonly ok: boolean
  /** When it was asked, ISO 8601 with the offset from UTC that holds there. */
  readonly at: string
  /** What was asked, for people: without the password. */
  readonly request: string
  readonly expected: string
  readonly got: string
  /** Why it does not hold; empty where it does. */
  readonly problems: readonly string[]
}
