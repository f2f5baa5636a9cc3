import { makeMemory } from '../../wasm/module.ts'
import type { BoostRows } from './bin-rows.ts'
import type { Histogram } from './histogram.ts'
import type { BoostLoss } from './loss.ts'

/**
 * The arrays that trees are grown in. For dense rows they lie in one WebAssembly memory, on which its kernel can work
 * too; without WebAssembly, and where that would take very much, each lies by itself.
 */
export interface BoostArrays {
  readonly wasm: WebAssembly.Memory | undefined
  /** The rows, those of a node side by side. Behind them are `spareRows` of any. */
  readonly order: Int32Array
  readonly held: Int32Array
  /** What was decided so far, shape `(outputs, n)`. */
  readonly raw: Float64Array
  /** Gradient, and hessian with a count of 1, of each row, side by side. */
  readonly pairs: Float64Array
  /** Of two classes, that of each row, and the rows' weights where they are not all 1. */
  readonly codes: Int32Array | undefined
  readonly weights: Float64Array | undefined
  /** Which bins of a column go left. */
  readonly isLeft: Uint8Array
  /** Of dense rows all bytes row by row, with the stride of the rows; and column by column. */
  readonly byRow: Uint8Array
  readonly byColumn: Uint8Array
  /** A bin without rows. */
  readonly none: Float64Array
  /** For each thread, the sums of the gradients and of the hessians of its rows. */
  readonly sums: Float64Array
}

export interface BoostMemory extends BoostArrays {
  /** A histogram with any contents. There are as many as a tree can have leaves, and one more. */
  makeHistogram(): Histogram
}

/** Rows that are read from, for nothing, before their turn; the order has room for as many behind its last one. */
export const spareRows = 32

/** Threads that can work on one memory. */
export const mostThreads = 64

/** @param leaves how many leaves a tree can have */
export function makeBoostMemory(
  rows: BoostRows,
  leaves: number,
  { outputs, binary }: Pick<BoostLoss, 'outputs' | 'binary'>,
  withWasm = true,
): BoostMemory {
  const { n, d, stride, starts } = rows
  const isDense = rows.indptr === undefined
  const bins = starts.at(-1)!
  const isWeighted = binary?.weights.some((weight) => weight !== 1) ?? false
  const sizes = {
    order: 4 * (n + spareRows),
    held: 4 * n,
    raw: 8 * outputs * n,
    pairs: 16 * n,
    codes: binary ? 4 * n : 0,
    weights: isWeighted ? 8 * n : 0,
    isLeft: largestColumn(rows),
    byRow: isDense ? n * stride : 0,
    byColumn: isDense ? n * d : 0,
    none: 16,
    sums: 16 * mostThreads,
  }
  const bytes = Object.values(sizes).reduce((sum, size) => sum + roundUp(size), 0) + (leaves + 1) * 16 * bins
  const wasm = withWasm && isDense ? makeMemory(bytes) : undefined
  let used = 0
  /** The next piece of the memory, or one by itself. */
  const take = (size: number): [SharedArrayBuffer, number] => {
    if (!wasm) return [new SharedArrayBuffer(size), 0]
    const place = used
    used += roundUp(size)
    // A memory that is shared, whatever the types know of it.
    return [wasm.buffer as ArrayBufferLike as SharedArrayBuffer, place]
  }
  const memory = {
    wasm,
    order: new Int32Array(...take(sizes.order), n + spareRows),
    held: new Int32Array(...take(sizes.held), n),
    raw: new Float64Array(...take(sizes.raw), outputs * n),
    pairs: new Float64Array(...take(sizes.pairs), 2 * n),
    codes: binary && new Int32Array(...take(sizes.codes), n),
    weights: isWeighted ? new Float64Array(...take(sizes.weights), n) : undefined,
    isLeft: new Uint8Array(...take(sizes.isLeft), sizes.isLeft),
    byRow: new Uint8Array(...take(sizes.byRow), sizes.byRow),
    byColumn: new Uint8Array(...take(sizes.byColumn), sizes.byColumn),
    none: new Float64Array(...take(sizes.none), 2),
    sums: new Float64Array(...take(sizes.sums), 2 * mostThreads),
    makeHistogram: () => new Float64Array(...take(16 * bins), 2 * bins),
  }
  if (isDense) copyBins(rows, memory)
  if (binary) memory.codes?.set(binary.codes)
  if (binary) memory.weights?.set(binary.weights)
  return memory
}

function copyBins({ n, d, stride, bins }: BoostRows, { byRow, byColumn }: BoostArrays): void {
  byRow.set(bins)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) byColumn[j * n + i] = byRow[i * stride + j]
}

function largestColumn({ columns }: BoostRows): number {
  return columns.reduce((most, { bins }) => Math.max(most, bins), 0)
}

/** To whole pairs of numbers. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / 16) * 16
}
