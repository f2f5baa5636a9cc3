import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import { encodeLabels } from '../labels.ts'
import { Random } from '../random.ts'

export interface TrainTestSplitOptions {
  /** Share of the rows held back, above 0 and below 1, rounded up; or their number, 1 or more. @default 0.25 */
  readonly testSize?: number
  /** A whole number, 0 or more; another one draws other rows. @default 0 */
  readonly seed?: number
  /** The label of each row, shape `(n,)`: every label then keeps its share on both sides. */
  readonly stratify?: readonly Label[]
}

/** Numbers of rows, each side ascending; together all of them. */
export interface Split {
  readonly train: Int32Array
  readonly test: Int32Array
}

/**
 * Draws rows to hold back, at random from the seed. Stratified, the test rows of every label are within one row of
 * its share, and a label with two rows or more has one on each side at least; one with a single row is trained on.
 * That may make the test set a little larger or smaller than asked where labels are rare.
 *
 * @param rows how many there are, 2 or more
 * @throws INVALID_OPTION for a share outside 0 to 1, or a number that leaves no row to train on.
 * @throws INVALID_INPUT for fewer than two rows, or another number of labels.
 */
export function trainTestSplit(rows: number, options: TrainTestSplitOptions = {}): Split {
  const { testSize = 0.25, seed = 0, stratify } = options
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

function checkSize(rows: number, testSize: number, stratify: readonly Label[] | undefined): number {
  if (rows < 2) throw new SlipwayError('INVALID_INPUT', `trainTestSplit: got ${rows} rows, at least 2 are needed.`)
  if (stratify && stratify.length !== rows) {
    throw new SlipwayError('INVALID_INPUT', `trainTestSplit: stratify has ${stratify.length} labels for ${rows} rows.`)
  }
  if (testSize > 0 && testSize < 1) return Math.min(Math.ceil(testSize * rows), rows - 1)
  if (Number.isInteger(testSize) && testSize >= 1 && testSize < rows) return testSize
  throw new SlipwayError(
    'INVALID_OPTION',
    `trainTestSplit: testSize is ${testSize}, expected a share between 0 and 1 or a whole number from 1 to ${rows - 1} of the ${rows} rows.`,
  )
}

/** The rows of each label, ascending. */
function groupRows(labels: readonly Label[]): Int32Array[] {
  const { classes, codes } = encodeLabels(labels)
  const groups = classes.map(() => [] as number[])
  codes.forEach((code, row) => {
    groups[code]!.push(row)
  })
  return groups.map((group) => Int32Array.from(group))
}

/**
 * How many rows of each group are held back: its share rounded down or up, such that the total comes as close to
 * `testRows` as the bounds allow. The largest remainders are rounded up first.
 */
function testSizes(groups: readonly Int32Array[], share: number, testRows: number): number[] {
  const wanted = groups.map((group) => group.length * share)
  const most = wanted.map((size, k) => Math.min(Math.ceil(size), groups[k]!.length - 1))
  const sizes = wanted.map((size, k) => Math.min(Math.max(Math.floor(size), 1), most[k]!))
  const remainder = (k: number) => wanted[k]! - Math.floor(wanted[k]!)
  const missing = testRows - sizes.reduce((sum, size) => sum + size, 0)
  const roundedUp = [...groups.keys()]
    .filter((k) => sizes[k]! < most[k]!)
    .sort((a, b) => remainder(b) - remainder(a) || a - b)
    .slice(0, Math.max(0, missing))
  for (const k of roundedUp) sizes[k]!++
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
