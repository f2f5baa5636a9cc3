import type { Label } from '../contract.ts'
import { throwProblems } from './settings.ts'

/** Checks an option that has a value for each class, once the classes are known. @throws INVALID_OPTION */
export function checkPerClass(
  who: string,
  option: string,
  values: readonly unknown[] | undefined,
  classes: readonly Label[],
): void {
  if (values === undefined || values.length === classes.length) return
  const message = `expected ${classes.length} numbers, one for each class in sorted order, got ${values.length}`
  throwProblems(who, [{ path: option, message }])
}
