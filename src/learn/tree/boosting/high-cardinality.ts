import type { BoostRows } from './bin-rows.ts'
import { fillColumn, subtractHistogram } from './histogram.ts'
import type { BoostKernel, ColumnRange } from './kernels/contract.ts'
import type { BoostArrays } from './memory.ts'

/** A kernel for columns that bytes tell apart, and with it those of its range that they do not. */
export function withWideColumns(
  kernel: BoostKernel,
  { wide, columns, starts }: BoostRows,
  { order, pairs }: BoostArrays,
  { from, to }: ColumnRange,
): BoostKernel {
  const own = wide.filter(({ column }) => column >= from && column < to)
  if (own.length === 0) return kernel
  const placed = own.map(({ column, bins }) => {
    const first = starts[column]
    return { bins, first, end: first + columns[column].bins }
  })
  return {
    ...kernel,
    fill(histogram, start, end) {
      kernel.fill(histogram, start, end)
      for (const { bins, first, end: last } of placed) {
        histogram.fill(0, 2 * first, 2 * last)
        fillColumn(bins, first, order, start, end, pairs, histogram)
      }
    },
    subtract(parent, child) {
      kernel.subtract(parent, child)
      for (const { first, end } of placed) subtractHistogram(parent, child, first, end)
    },
  }
}
