import type { BoostRows } from '../bin-rows.ts'
import { withWideColumns } from '../high-cardinality.ts'
import { fillBytes, subtractHistogram } from '../histogram.ts'
import type { BoostMemory } from '../memory.ts'
import { splitNumbers } from '../split.ts'
import type { BoostKernel } from './contract.ts'

export function plainKernel(rows: BoostRows, memory: BoostMemory): BoostKernel {
  const { n, d, stride, columns, starts } = rows
  const narrow = 256 * stride
  const { order, pairs, byRow, byColumn } = memory
  const words = new Int32Array(byRow.buffer, byRow.byteOffset, byRow.length / 4)
  const kernel: BoostKernel = {
    fill(histogram, start, end) {
      histogram.fill(0, 0, 2 * narrow)
      fillBytes(words, stride / 4, order, start, end, pairs, histogram)
    },
    subtract: (parent, child) => subtractHistogram(parent, child, 0, narrow),
    gain: (column, histogram, node, settings) =>
      splitNumbers(column, columns[column], starts[column], histogram, node, settings)?.gain ?? 0,
    partition: (column, start, end) => partitionRows(byColumn.subarray(column * n), memory, start, end),
    answer(raw, start, end, value) {
      for (let e = start; e < end; e++) raw[order[e]] += value
    },
  }
  return withWideColumns(kernel, rows, memory, { from: 0, to: d })
}

/** Puts the rows first that `isLeft` sends left by their bins. @returns where the others begin */
export function partitionRows(
  bins: Uint8Array | Uint16Array,
  { order, held, isLeft }: BoostMemory,
  start: number,
  end: number,
): number {
  let left = start
  let rights = 0
  for (let e = start; e < end; e++) {
    const row = order[e]
    // Both stores, then one of the two counters moves: no branch to guess wrongly.
    const goesLeft = isLeft[bins[row]]
    order[left] = row
    held[rights] = row
    left += goesLeft
    rights += 1 - goesLeft
  }
  for (let e = 0; e < rights; e++) order[left + e] = held[e]
  return left
}
