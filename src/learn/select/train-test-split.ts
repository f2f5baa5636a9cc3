import { SlipwayError } from '../../errors.ts'
import { shown } from '../../values.ts'
import type { Label } from '../contract.ts'
import { type OptionsOf, option } from '../estimator/option.ts'
import { count } from '../estimator/option-kinds.ts'
import { settingsOf } from '../estimator/settings.ts'
import { encodeLabels } from '../labels.ts'
import { Random } from '../random.ts'
import type { Split } from './split.ts'

const options = {
  /** Fraction of the rows held back, above 0 and below 1, rounded up; or their number, 1 or more. @default 0.25 */
  testSize: option<number, number>({
    expected: 'a fraction above 0 and below 1, or a whole number of rows',
    default: 0.25,
    holds: (size) => (size > 0 && size < 1) || (Number.isSafeInteger(size) && size >= 1),
  }),
  /** A whole number, 0 or more; another one draws other rows. @default 0 */
  seed: count({ least: 0, default: 0 }),
  /** The label of each row, shape `(n,)`: every label then keeps its fraction on both sides. */
  stratify: option<readonly Label[], undefined>({
    expected: 'a label for each row',
    default: undefined,
    holds: Array.isArray,
  }),
}

export type TrainTestSplitOptions = OptionsOf<typeof options>

/**
 * Draws rows to hold back, at random from the seed. Stratified, the test rows of every label are within one row of
 * its fraction, and a label with two rows or more has one on each side at least; one with a single row is trained on.
 * That may make the test set a little larger or smaller than requested where labels are rare.
 *
 * @param rows how many there are, 2 or more
 * @throws INVALID_OPTION for unknown options, a fraction outside 0 to 1, or a number that leaves no row to train on.
 * @throws INVALID_INPUT for fewer than two rows, or another number of labels.
 *
 * @example
 * const labels = ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']
 * const { train, test } = trainTestSplit(8, { testSize: 0.25, stratify: labels })
 * [train.length, test.length] // [6, 2]
 */
export function trainTestSplit(rows: number, given: TrainTestSplitOptions = {}): Split {
  const { testSize, seed, stratify } = settingsOf('trainTestSplit', options, given)
  const testRows = checkSize(rows, testSize, stratify)
  const random = new Random(seed)
  const held = new Uint8Array(rows)
  if (stratify) {
    const groups = groupRows(stratify)
    const sizes = testSizes(groups, testRows / rows, testRows)
    groups.forEach((group, k) => {
      for (const row of random.shuffle(group).subarray(0, sizes[k])) held[row] = 1
    })
  } else {
    for (const row of random.permutation(rows).subarray(0, testRows)) held[row] = 1
  }
  return sides(held)
}

/** The number of rows to hold back. */
function checkSize(rows: number, testSize: number, stratify: readonly Label[] | undefined): number {
  const problems: string[] = []
  if (!Number.isSafeInteger(rows) || rows < 2)
    problems.push(`rows: expected a whole number of 2 or more, got ${shown(rows)}`)
  else if (stratify && stratify.length !== rows) {
    problems.push(`stratify: expected one label for each of the ${rows} rows, got ${stratify.length}`)
  }
  if (problems.length > 0) throw new SlipwayError('INVALID_INPUT', `trainTestSplit: ${problems.join('; ')}.`)
  if (testSize < 1) return Math.min(Math.ceil(testSize * rows), rows - 1)
  if (testSize < rows) return testSize
  const message = `expected a fraction above 0 and below 1, or a whole number from 1 to ${rows - 1} of the ${rows} rows, got ${testSize}`
  throw new SlipwayError('INVALID_OPTION', `trainTestSplit: testSize: ${message}.`, {
    problems: [{ path: 'testSize', message }],
  })
}

/** The rows of each label, ascending. */
function groupRows(labels: readonly Label[]): Int32Array[] {
  const { classes, codes } = encodeLabels(labels)
  const groups = classes.map(() => [] as number[])
  codes.forEach((code, row) => {
    groups[code].push(row)
  })
  return groups.map((group) => Int32Array.from(group))
}

/**
 * How many rows of each group are held back: its fraction rounded down or up, such that the total comes as close to
 * `testRows` as the bounds allow. The largest remainders are rounded up first.
 */
function testSizes(groups: readonly Int32Array[], fraction: number, testRows: number): number[] {
  const wanted = groups.map((group) => group.length * fraction)
  const most = wanted.map((size, k) => Math.min(Math.ceil(size), groups[k].length - 1))
  const sizes = wanted.map((size, k) => Math.min(Math.max(Math.floor(size), 1), most[k]))
  const remainder = (k: number) => wanted[k] - Math.floor(wanted[k])
  const missing = testRows - sizes.reduce((sum, size) => sum + size, 0)
  const roundedUp = [...groups.keys()]
    .filter((k) => sizes[k] < most[k])
    .sort((a, b) => remainder(b) - remainder(a) || a - b)
    .slice(0, Math.max(0, missing))
  for (const k of roundedUp) sizes[k]++
  return sizes
}

function sides(held: Uint8Array): Split {
  const testRows = held.reduce((sum, one) => sum + one, 0)
  const train = new Int32Array(held.length - testRows)
  const test = new Int32Array(testRows)
  let i = 0
  let j = 0
  held.forEach((one, row) => {
    if (one) test[j++] = row
    else train[i++] = row
  })
  return { train, test }
}
