import { makeMemory } from '../wasm/module.ts'
import type { BoostRows } from './boost-bins.ts'
import type { Histogram } from './boost-histogram.ts'

/**
 * The arrays that trees are grown in. Where every bin is a byte they lie in one WebAssembly memory, on which its kernel
 * can work too; without WebAssembly, and where that would take very much, each lies by itself.
 */
export interface BoostArrays {
  readonly wasm: WebAssembly.Memory | undefined
  /** The rows, those of a node side by side. */
  readonly order: Int32Array
  readonly held: Int32Array
  /** Gradient, and hessian with a count of 1, of each row. */
  readonly pairs: Float64Array
  /** Which bins of a column go left. */
  readonly isLeft: Uint8Array
  /** Where every bin is a byte: all of them row by row, with the stride of the rows; and column by column. */
  readonly byRow: Uint8Array
  readonly byColumn: Uint8Array
}

export interface BoostMemory extends BoostArrays {
  /** A histogram with any contents. There are as many as a tree can have leaves, and one more. */
  makeHistogram(): Histogram
}

/** A memory of one piece is not made larger than this. */
const mostBytes = 2 ** 31

/** @param leaves how many leaves a tree can have */
export function makeBoostMemory(rows: BoostRows, leaves: number, withWasm = true): BoostMemory {
  const { n, d, stride, starts, words } = rows
  const bins = starts.at(-1)!
  const sizes = [4 * n, 4 * n, 16 * n, largestColumn(rows), words ? n * stride : 0, words ? n * d : 0]
  const bytes = sizes.reduce((sum, size) => sum + roundUp(size), 0) + (leaves + 1) * 16 * bins
  const wasm = withWasm && words && bytes <= mostBytes ? makeMemory(bytes) : undefined
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
    order: new Int32Array(...take(sizes[0]!), n),
    held: new Int32Array(...take(sizes[1]!), n),
    pairs: new Float64Array(...take(sizes[2]!), 2 * n),
    isLeft: new Uint8Array(...take(sizes[3]!), sizes[3]!),
    byRow: new Uint8Array(...take(sizes[4]!), sizes[4]!),
    byColumn: new Uint8Array(...take(sizes[5]!), sizes[5]!),
    makeHistogram: () => new Float64Array(...take(16 * bins), 2 * bins),
  }
  if (words) copyBins(rows, memory)
  return memory
}

function copyBins({ n, d, stride, bins }: BoostRows, { byRow, byColumn }: BoostArrays): void {
  byRow.set(bins)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) byColumn[j * n + i] = byRow[i * stride + j]!
}

function largestColumn({ columns }: BoostRows): number {
  return columns.reduce((most, { bins }) => Math.max(most, bins), 0)
}

/** To whole pairs of numbers. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / 16) * 16
}
