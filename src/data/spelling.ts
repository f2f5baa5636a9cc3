import { SlipwayError } from '../errors.ts'
import type { Spelling } from './contract.ts'

/** @throws INVALID_SERVICE where the options contradict each other, or are none. */
export function checkSpelling({ decimal, thousands, missing }: Spelling): void {
  const refuse = (message: string): never => {
    throw new SlipwayError('INVALID_SERVICE', message)
  }
  if (!['.', ','].includes(decimal)) refuse(`decimal: expected "." or ",", got ${JSON.stringify(decimal)}.`)
  if (!['', ',', '.', ' ', "'"].includes(thousands)) {
    refuse(`thousands: expected ",", ".", " " or "'", got ${JSON.stringify(thousands)}.`)
  }
  if (decimal === thousands) refuse(`decimal and thousands are both ${JSON.stringify(decimal)}; they have to differ.`)
  if (!Array.isArray(missing) || missing.some((word) => typeof word !== 'string')) {
    refuse(`missing: expected a list of words such as ['?', '-'], got ${JSON.stringify(missing)}.`)
  }
}
