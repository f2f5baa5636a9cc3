import type { OptionCheck } from '../option-check.ts'
import type { MaxFeatures } from './options.ts'

export function checkMaxFeatures(check: OptionCheck, value: MaxFeatures | undefined): void {
  const holds = value === undefined || value === 'sqrt' || value === 'log2' || (Number.isInteger(value) && value > 0)
  check.expect(holds, 'maxFeatures', '"sqrt", "log2" or a whole number of 1 or more', value)
}

/** The number of columns to look at, of `d`. */
export function countFeatures(maxFeatures: MaxFeatures | undefined, d: number): number {
  if (maxFeatures === undefined) return d
  if (typeof maxFeatures === 'number') return Math.min(maxFeatures, d)
  return Math.max(1, Math.floor(maxFeatures === 'sqrt' ? Math.sqrt(d) : Math.log2(d)))
}
