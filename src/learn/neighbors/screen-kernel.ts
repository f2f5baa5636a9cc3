import { type Code, f32x4, i32, local, unless, v128, whileTrue } from '../wasm/instructions.ts'
import { layOut, makeMemory, valueType, type WasmFunction } from '../wasm/module.ts'
import { type MultiplyAdd, withMultiplyAdd } from './multiply-add.ts'

/** Training rows in a block, which are visited together, and asked rows in a group, which ask together. */
export const blockRows = 8
export const groupRows = 4

/**
 * Finds the training rows that may be near: those for which
 *
 *   base + Σ_j asked_j · row_j  >  limit
 *
 * does not hold in numbers of 32 bits, which are half the size and twice as fast.
 */
export interface ScreenKernel {
  /** Shape `(blocks, columns, blockRows)`; `columns` are made even. */
  readonly rows: Float32Array
  /** Shape `(blocks, blockRows)`. */
  readonly bases: Float32Array
  /** Shape `(groups, columns, groupRows)`. */
  readonly asked: Float32Array
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
  screen(row: number, end: number, base: number, asked: number, limits: number, block: number): void
}

interface Places {
  readonly columns: number
  readonly rows: number
  readonly bases: number
  readonly asked: number
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
    asked: 4 * groups * columns * groupRows,
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
    asked: new Float32Array(buffer, places.asked, groups * columns * groupRows),
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
  const params = Array.from({ length: 6 }, () => valueType.i32)
  const [row, end, base, asked, limits, block] = [0, 1, 2, 3, 4, 5].map(local.get) as [
    Code,
    Code,
    Code,
    Code,
    Code,
    Code,
  ]
  const [question, rowEnd, hits] = [6, 7, 8]
  const places4 = [0, 1, 2, 3]
  const pointer = (q: number) => 9 + q
  const left = (q: number) => 13 + q
  const right = (q: number) => 17 + q
  const limit = (q: number) => 21 + q
  const [leftRow, rightRow] = [25, 26]
  const addColumn = (j: number): Code[] => [
    local.set(leftRow, f32x4.load(row, places.rows + 32 * j)),
    local.set(rightRow, f32x4.load(row, places.rows + 32 * j + 16)),
    ...places4.flatMap((q) => {
      const value = f32x4.loadSplat(local.get(question), places.asked + 16 * j + 4 * q)
      return [
        local.set(27, value),
        local.set(left(q), multiplyAdd(local.get(27), local.get(leftRow), local.get(left(q)))),
        local.set(right(q), multiplyAdd(local.get(27), local.get(rightRow), local.get(right(q)))),
      ]
    }),
  ]
  const far = (sum: number, q: number): Code => f32x4.gt(local.get(sum), local.get(limit(q)))
  const near = (sum: number, q: number): Code => v128.signs(v128.not(far(sum, q)))
  /** What is found for row q: a place in `found`, of which that in `sums` is eight times as far. */
  const note = (q: number): Code[] => [
    local.set(hits, i32.or(near(left(q), q), i32.shl(near(right(q), q), i32.const(4)))),
    i32.store(local.get(pointer(q)), i32.or(i32.shl(block, i32.const(8)), local.get(hits)), places.found),
    v128.store(i32.shl(local.get(pointer(q)), i32.const(3)), local.get(left(q)), places.sums),
    v128.store(i32.shl(local.get(pointer(q)), i32.const(3)), local.get(right(q)), places.sums + 16),
    local.set(pointer(q), i32.add(local.get(pointer(q)), i32.const(4))),
  ]
  return {
    name: 'screen',
    params,
    locals: [...Array.from({ length: 7 }, () => valueType.i32), ...Array.from({ length: 15 }, () => valueType.v128)],
    body: [
      ...places4.flatMap((q) => [
        ...local.set(pointer(q), i32.const(4 * mostBlocks * q)),
        ...local.set(limit(q), f32x4.loadSplat(limits, places.limits + 4 * q)),
      ]),
      ...whileTrue(
        i32.ltU(row, end),
        ...places4.flatMap((q) => [
          local.set(left(q), f32x4.load(base, places.bases)),
          local.set(right(q), f32x4.load(base, places.bases + 16)),
        ]),
        local.set(question, asked),
        local.set(rowEnd, i32.add(row, i32.const(32 * columns))),
        whileTrue(
          i32.ltU(row, local.get(rowEnd)),
          ...addColumn(0),
          ...addColumn(1),
          local.set(0, i32.add(row, i32.const(64))),
          local.set(question, i32.add(local.get(question), i32.const(32))),
        ),
        ...places4.map((q) => unless(v128.all(v128.and(far(left(q), q), far(right(q), q))), ...note(q))),
        local.set(2, i32.add(base, i32.const(32))),
        local.set(5, i32.add(block, i32.const(1))),
      ),
      ...places4.flatMap((q) =>
        i32.store(i32.const(4 * q), i32.shrU(local.get(pointer(q)), i32.const(2)), places.ends),
      ),
    ],
  }
}
