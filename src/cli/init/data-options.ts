import type { GuessOptions } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import type { Options, Values } from '../command.ts'

/** What a person may know better about a file than the guess. */
export const dataOptions = {
  encoding: {
    type: 'string',
    value: 'NAME',
    help: 'of the file, such as windows-1250 or shift_jis (default: guessed)',
  },
  delimiter: { type: 'string', value: 'CHAR', help: 'between the cells of a CSV file (default: guessed)' },
  header: { type: 'boolean', help: 'the first line has the names of the columns, even where it does not look so' },
  'no-header': { type: 'boolean', help: 'the first line is a row; columns are named by their place, or by --columns' },
  columns: { type: 'string', value: 'A,B,…', help: 'names for the columns of a file without a header' },
  comment: { type: 'string', value: 'CHAR', help: 'lines that begin with it are passed over (default: guessed)' },
  sheet: { type: 'string', value: 'NAME', help: 'of an Excel file, or its place from 1 (default: the first)' },
  decimal: { type: 'string', value: 'CHAR', help: 'before the decimals of numbers, . or , (default: guessed)' },
  missing: {
    type: 'string',
    many: true,
    value: 'WORD',
    help: 'stands for a missing value, beside NA, NaN, null and the like',
  },
  'day-first': { type: 'boolean', help: '03/04/2025 is 3 April' },
  'month-first': { type: 'boolean', help: '03/04/2025 is 4 March' },
  'skip-bad-rows': { type: 'boolean', help: 'leave out rows that do not fit, and count them' },
} as const satisfies Options

/** @throws USAGE where two options contradict each other, or one has no such value */
export function toGuessOptions(given: Values<typeof dataOptions>): GuessOptions {
  const { decimal, columns, sheet } = given
  const names = columns?.split(',').map((name) => name.trim())
  const problems = [
    ...(given.header && given['no-header'] ? ['--header and --no-header say two different things; give one.'] : []),
    ...(given['day-first'] && given['month-first'] ? ['--day-first and --month-first contradict each other.'] : []),
    ...(decimal !== undefined && !['.', ','].includes(decimal)
      ? [`--decimal: expected . or a comma, got ${decimal}.`]
      : []),
    ...(names?.some((name, at) => name === '' || names.indexOf(name) !== at)
      ? [`--columns: expected different names between commas, got ${columns}.`]
      : []),
  ]
  if (problems.length > 0) throw new SlipwayError('USAGE', `slipway init: ${problems.join('\n  ')}`)
  return {
    ...{ encoding: given.encoding, comment: given.comment, names },
    delimiter: given.delimiter === '\\t' ? '\t' : given.delimiter,
    header: given.header ? true : given['no-header'] ? false : undefined,
    sheet: sheet !== undefined && /^\d+$/.test(sheet) ? Number(sheet) : sheet,
    ...(decimal !== undefined && { decimal: decimal as '.' | ',' }),
    ...(given.missing.length > 0 && { missing: given.missing }),
    ...((given['day-first'] || given['month-first']) && { dayFirst: given['day-first'] }),
    ...(given['skip-bad-rows'] && { badRows: 'leave out' as const }),
  }
}
