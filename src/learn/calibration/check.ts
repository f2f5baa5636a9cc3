import { type Problem, SlipwayError } from '../../errors.ts'

export interface PairOptions {
  /** One weight a pair, shape `(n,)`, each 0 or more; absent: all 1. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/** Checks n values and their n targets. @throws INVALID_INPUT with all the problems. */
export function checkPairs(
  who: string,
  values: ArrayLike<number>,
  targets: ArrayLike<number>,
  { sampleWeight }: PairOptions,
): void {
  const n = values.length
  const problems: Problem[] = []
  const check = (path: string, numbers: ArrayLike<number>, least: number): void => {
    if (numbers.length !== n) {
      problems.push({ path, message: `expected ${n} numbers, as many as values, got ${numbers.length}` })
      return
    }
    for (let i = 0; i < n; i++) {
      if (Number.isFinite(numbers[i]) && numbers[i] >= least) continue
      const wanted = least === 0 ? 'finite numbers of 0 or more' : 'finite numbers'
      problems.push({ path, message: `expected ${wanted}, got ${numbers[i]} at place ${i}` })
      return
    }
  }
  if (n === 0) problems.push({ path: 'values', message: 'expected at least one, got none' })
  check('values', values, -Infinity)
  check('targets', targets, -Infinity)
  if (sampleWeight) check('sampleWeight', sampleWeight, 0)
  if (problems.length === 0 && sampleWeight && !Array.from(sampleWeight).some((weight) => weight > 0)) {
    problems.push({ path: 'sampleWeight', message: 'expected some weight above 0, got only zeros' })
  }
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => `${path}: ${message}`)
  throw new SlipwayError('INVALID_INPUT', `${who}: ${said.join('; ')}.`, { problems })
}
