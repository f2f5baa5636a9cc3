import { itemAt } from '../../../values.ts'

/** Rows of about the same number: their places, and the values from and to. */
export interface SizeBin {
  readonly rows: Int32Array
  readonly from: number
  readonly to: number
}

/** Rows in up to so many bins of about as many rows, by a value. */
export function bySize(values: Float64Array, most = 10, leastRows = 10): SizeBin[] {
  const order = Int32Array.from(values.keys()).sort((a, b) => itemAt(values, a) - itemAt(values, b))
  const bins = Math.max(1, Math.min(most, Math.floor(order.length / leastRows)))
  const start = (bin: number) => Math.round((bin * order.length) / bins)
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.subarray(start(bin), start(bin + 1))
    return { rows, from: itemAt(values, itemAt(rows, 0)), to: itemAt(values, itemAt(rows, rows.length - 1)) }
  })
}
