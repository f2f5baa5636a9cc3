import { compilePattern } from './program.ts'

/** What is wrong with a pattern of words, each as what was expected and what came. */
export function patternProblems(source: string): (readonly [expected: string, got: string])[] {
  try {
    const groups = (new RegExp(`${source}|`, 'u').exec('')?.length ?? 1) - 1
    if (groups > 1) return [['one capturing group at most', `${groups} of them`]]
  } catch (cause) {
    return [['a regular expression', (cause as Error).message]]
  }
  try {
    compilePattern(source)
    return []
  } catch (cause) {
    return [['a pattern that can be searched in linear time', (cause as Error).message]]
  }
}
