import { fn } from '../wasm/function.ts'
import { type Code, f32x4, i32, unless, v128, whileTrue } from '../wasm/instructions.ts'
import { layOut, makeMemory, type WasmFunction } from '../wasm/module.ts'
import { type MultiplyAdd, withMultiplyAdd } from './multiply-add.ts'

/** Training rows in a block, which are visited together, and query rows in a group, which are screened together. */
export const blockRows = 8
export const groupRows = 4

/**
 * Finds the training rows that may be near: those for which
 *
 *   base + Σ_j query_j · row_j  >  limit
 *
 * does not hold in numbers of 32 bits, which are half the size and twice as fast.
 */
export interface ScreenKernel {
  /** Shape `(blocks, columns, blockRows)`; `columns` are made even. */
  readonly rows: Float32Array
  /** Shape `(blocks, blockRows)`. */
  readonly bases: Float32Array
  /** Shape `(groups, columns, groupRows)`. */
  readonly queries: Float32Array
  /** Shape `(groups, groupRows)`. */
  readonly limits: Float32Array
  readonly columns: number
  readonly groups: number
  /**
   * Screens the blocks from one number to just before another, at most `mostBlocks`, for one group. What is found for
   * its row q begins at `q · mostBlocks`.
   */
  screen(group: number, from: number, to: number): void
  /** The number of a block times 256, plus a bit for each of its rows that may be near. */
  readonly found: Int32Array
  /** The sums of that block's rows, shape `(…, blockRows)`. */
  readonly sums: Float32Array
  /** Where that of each row of the group ends. */
  readonly ends: Int32Array
}

export const mostBlocks = 256

interface Exports {
  screen(row: number, end: number, base: number, queries: number, limits: number, block: number): void
}

interface Places {
  readonly columns: number
  readonly rows: number
  readonly bases: number
  readonly queries: number
  readonly limits: number
  readonly found: number
  readonly sums: number
  readonly ends: number
}

/** Undefined without WebAssembly or its SIMD, and for very many rows. */
export function screenKernel(blocks: number, d: number, groups: number): ScreenKernel | undefined {
  const columns = d + (d % 2)
  const { places: arrays, bytes } = layOut({
    rows: 4 * blocks * columns * blockRows,
    bases: 4 * blocks * blockRows,
    queries: 4 * groups * columns * groupRows,
    limits: 4 * groups * groupRows,
    found: 4 * groupRows * mostBlocks,
    sums: 4 * groupRows * mostBlocks * blockRows,
    ends: 4 * groupRows,
  })
  const places: Places = { columns, ...arrays }
  const memory = makeMemory(bytes, false)
  const code = memory && withMultiplyAdd<Exports>((multiplyAdd) => screenFunction(places, multiplyAdd), memory)
  if (!code) return undefined
  const { buffer } = memory
  const rowBytes = 4 * columns * blockRows
  return {
    columns,
    groups,
    rows: new Float32Array(buffer, places.rows, blocks * columns * blockRows),
    bases: new Float32Array(buffer, places.bases, blocks * blockRows),
    queries: new Float32Array(buffer, places.queries, groups * columns * groupRows),
    limits: new Float32Array(buffer, places.limits, groups * groupRows),
    found: new Int32Array(buffer, places.found, groupRows * mostBlocks),
    sums: new Float32Array(buffer, places.sums, groupRows * mostBlocks * blockRows),
    ends: new Int32Array(buffer, places.ends, groupRows),
    screen(group, from, to) {
      code.screen(
        from * rowBytes,
        to * rowBytes,
        4 * blockRows * from,
        4 * columns * groupRows * group,
        4 * groupRows * group,
        from,
      )
    },
  }
}

function screenFunction(places: Places, multiplyAdd: MultiplyAdd): WasmFunction {
  const { columns } = places
  const declared = {
    name: 'screen',
    params: { row: 'i32', end: 'i32', base: 'i32', queries: 'i32', limits: 'i32', block: 'i32' },
    locals: {
      query: 'i32',
      rowEnd: 'i32',
      hits: 'i32',
      // One for each row of the group; left and right are the sums of the first and the last four rows of the block.
      pointer: ['i32', groupRows],
      left: ['v128', groupRows],
      right: ['v128', groupRows],
      limit: ['v128', groupRows],
      leftRow: 'v128',
      rightRow: 'v128',
      value: 'v128',
    },
  } as const
  return fn(declared, ({ row, end, base, queries, limits, block, ...own }) => {
    const { query, rowEnd, hits, leftRow, rightRow, value } = own
    const group = own.pointer.map((pointer, q) => ({
      q,
      pointer,
      left: own.left[q],
      right: own.right[q],
      limit: own.limit[q],
    }))
    const addColumn = (j: number): Code[] => [
      leftRow.set(f32x4.load(row, places.rows + 32 * j)),
      rightRow.set(f32x4.load(row, places.rows + 32 * j + 16)),
      ...group.flatMap(({ q, left, right }) => [
        value.set(f32x4.loadSplat(query, places.queries + 16 * j + 4 * q)),
        left.set(multiplyAdd(value, leftRow, left)),
        right.set(multiplyAdd(value, rightRow, right)),
      ]),
    ]
    const near = (sum: Code, limit: Code): Code => v128.signs(v128.not(f32x4.gt(sum, limit)))
    return [
      ...group.flatMap(({ q, pointer, limit }) => [
        pointer.set(i32.const(4 * mostBlocks * q)),
        limit.set(f32x4.loadSplat(limits, places.limits + 4 * q)),
      ]),
      whileTrue(
        i32.ltU(row, end),
        ...group.flatMap(({ left, right }) => [
          left.set(f32x4.load(base, places.bases)),
          right.set(f32x4.load(base, places.bases + 16)),
        ]),
        query.set(queries),
        rowEnd.set(i32.add(row, i32.const(32 * columns))),
        whileTrue(
          i32.ltU(row, rowEnd),
          ...addColumn(0),
          ...addColumn(1),
          row.set(i32.add(row, i32.const(64))),
          query.set(i32.add(query, i32.const(32))),
        ),
        ...group.map(({ pointer, left, right, limit }) =>
          unless(
            v128.all(v128.and(f32x4.gt(left, limit), f32x4.gt(right, limit))),
            hits.set(i32.or(near(left, limit), i32.shl(near(right, limit), i32.const(4)))),
            // A place in `found`, of which that in `sums` is eight times as far.
            i32.store(pointer, i32.or(i32.shl(block, i32.const(8)), hits), places.found),
            v128.store(i32.shl(pointer, i32.const(3)), left, places.sums),
            v128.store(i32.shl(pointer, i32.const(3)), right, places.sums + 16),
            pointer.set(i32.add(pointer, i32.const(4))),
          ),
        ),
        base.set(i32.add(base, i32.const(32))),
        block.set(i32.add(block, i32.const(1))),
      ),
      ...group.map(({ q, pointer }) => i32.store(i32.const(4 * q), i32.shrU(pointer, i32.const(2)), places.ends)),
    ]
  })
}
