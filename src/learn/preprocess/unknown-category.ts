import { SlipwayError } from '../../errors.ts'

/** The error about a category that training did not see. */
export function unknownCategory(who: string, category: string | undefined, row: number, column: number): SlipwayError {
  const what = category === undefined ? 'a missing value' : `the category ${JSON.stringify(category)}`
  const message = `${what} in row ${row}, column ${column} (counted from 0) was not seen in training`
  return new SlipwayError('INVALID_INPUT', `${who}: X: ${message}.`, { problems: [{ path: 'X', message }] })
}
