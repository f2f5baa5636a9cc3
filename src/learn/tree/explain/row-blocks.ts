/** Numbers of all rows of a block. */
const blockSize = 2 ** 17

/**
 * Gives rows some at a time, for what is prepared for each tree and then used for many rows.
 *
 * @param forEachRow calls with each row, which it may use again for the next one, and its number
 * @param visit gets some rows, which stay as they are until it returns, and the number of the first
 */
export function forRowBlocks(
  columns: number,
  count: number,
  forEachRow: (visit: (row: Float64Array, i: number) => void) => void,
  visit: (rows: readonly Float64Array[], first: number) => void,
): void {
  const size = Math.max(1, Math.min(count, Math.floor(blockSize / columns)))
  const numbers = new Float64Array(size * columns)
  const rows = Array.from({ length: size }, (_, r) => numbers.subarray(r * columns, (r + 1) * columns))
  forEachRow((row, i) => {
    rows[i % size].set(row)
    if (i % size === size - 1 || i === count - 1) visit(rows.slice(0, (i % size) + 1), i - (i % size))
  })
}
