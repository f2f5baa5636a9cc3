import { SlipwayError } from '../errors.ts'
import { patternProblems } from '../learn/text/pattern/pattern-problems.ts'
import type { Step } from './steps.ts'

/**
 * Refuses a `tokenPattern` that could run for long as soon as it is declared, not when somebody trains.
 * @throws INVALID_OPTION
 */
export function checkTokenPattern({ step, options }: Step): void {
  const { tokenPattern, steps = [] } = options as { readonly tokenPattern?: string; readonly steps?: readonly Step[] }
  for (const inner of steps) checkTokenPattern(inner)
  const [problem] = tokenPattern === undefined ? [] : patternProblems(tokenPattern)
  if (problem === undefined) return
  throw new SlipwayError('INVALID_OPTION', `${step}: tokenPattern: expected ${problem[0]}, got ${problem[1]}.`)
}
