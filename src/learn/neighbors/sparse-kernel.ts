import type { SparseMatrix } from '../contract.ts'
import { type Code, f32x4, i32, local, unless, v128, whileTrue } from '../wasm/instructions.ts'
import { layOut, makeMemory, valueType, type WasmFunction } from '../wasm/module.ts'
import { type MultiplyAdd, withMultiplyAdd } from './multiply-add.ts'

/** Rows that ask together: those of a column lie side by side, so that an entry meets all of them in one place. */
export const together = 16
/** Training rows that are screened in one call, at most. */
export const mostRows = 1024

/**
 * Finds the sparse training rows that may be near: those for which
 *
 *   base + Σ_j asked_j · row_j  >  limit
 *
 * does not hold in numbers of 32 bits for one of the rows that ask.
 */
export interface SparseKernel {
  /** One a training row. */
  readonly bases: Float32Array
  /** One an entry. */
  readonly values: Float32Array
  /** Shape `(columns, together)`. */
  readonly asked: Float32Array
  /** One a row that asks. */
  readonly limits: Float32Array
  /** Screens the training rows from one to just before another. @returns how many are found */
  screen(from: number, to: number): number
  readonly found: Int32Array
  /** What each that is found has with each that asks, shape `(mostRows, together)`. */
  readonly sums: Float32Array
}

interface Places {
  readonly ends: number
  readonly bases: number
  readonly entries: number
  readonly values: number
  readonly asked: number
  readonly limits: number
  readonly found: number
  readonly sums: number
}

interface Exports {
  screen(row: number, end: number, entry: number): number
}

/** Undefined without WebAssembly or its SIMD, and for very many entries. */
export function sparseKernel({ rows, columns, indptr, indices }: SparseMatrix): SparseKernel | undefined {
  const entries = indptr[rows]!
  const { places, bytes } = layOut({
    ends: 4 * rows,
    bases: 4 * rows,
    entries: 4 * entries,
    values: 4 * entries,
    asked: 4 * columns * together,
    limits: 4 * together,
    found: 4 * mostRows,
    sums: 4 * mostRows * together,
  })
  const memory = makeMemory(bytes, false)
  const code = memory && withMultiplyAdd<Exports>((multiplyAdd) => screenFunction(places, multiplyAdd), memory)
  if (!code) return undefined
  const { buffer } = memory
  const offsets = new Int32Array(buffer, places.entries, entries)
  for (let e = 0; e < entries; e++) offsets[e] = 4 * together * indices[e]!
  const ends = new Int32Array(buffer, places.ends, rows)
  for (let i = 0; i < rows; i++) ends[i] = 4 * indptr[i + 1]!
  return {
    bases: new Float32Array(buffer, places.bases, rows),
    values: new Float32Array(buffer, places.values, entries),
    asked: new Float32Array(buffer, places.asked, columns * together),
    limits: new Float32Array(buffer, places.limits, together),
    found: new Int32Array(buffer, places.found, mostRows),
    sums: new Float32Array(buffer, places.sums, mostRows * together),
    screen: (from, to) => code.screen(4 * from, 4 * to, 4 * indptr[from]!),
  }
}

function screenFunction(places: Places, multiplyAdd: MultiplyAdd): WasmFunction {
  const [row, end, entry] = [0, 1, 2].map(local.get) as [Code, Code, Code]
  const [rowEnd, column, count, value] = [3, 4, 5, 6]
  const quarters = [0, 1, 2, 3]
  const sumOf = (quarter: number, odd: number) => 7 + 2 * quarter + odd
  const limitOf = (quarter: number) => 15 + quarter
  const addEntry = (odd: number): Code[] => [
    local.set(column, i32.load(entry, places.entries + 4 * odd)),
    local.set(value, f32x4.loadSplat(entry, places.values + 4 * odd)),
    ...quarters.map((quarter) => {
      const asked = f32x4.load(local.get(column), places.asked + 16 * quarter)
      return local.set(sumOf(quarter, odd), multiplyAdd(asked, local.get(value), local.get(sumOf(quarter, odd))))
    }),
  ]
  const far = (quarter: number): Code => f32x4.gt(local.get(sumOf(quarter, 0)), local.get(limitOf(quarter)))
  const goOn = (bytes: number): Code => local.set(2, i32.add(entry, i32.const(bytes)))
  return {
    name: 'screen',
    params: [valueType.i32, valueType.i32, valueType.i32],
    results: [valueType.i32],
    locals: [...Array.from({ length: 3 }, () => valueType.i32), ...Array.from({ length: 13 }, () => valueType.v128)],
    body: [
      ...quarters.flatMap((quarter) =>
        local.set(limitOf(quarter), f32x4.load(i32.const(0), places.limits + 16 * quarter)),
      ),
      ...whileTrue(
        i32.ltU(row, end),
        local.set(rowEnd, i32.load(row, places.ends)),
        ...quarters.flatMap((quarter) => [
          local.set(sumOf(quarter, 0), f32x4.loadSplat(row, places.bases)),
          local.set(sumOf(quarter, 1), f32x4.sub(local.get(sumOf(quarter, 0)), local.get(sumOf(quarter, 0)))),
        ]),
        whileTrue(i32.ltU(i32.add(entry, i32.const(4)), local.get(rowEnd)), ...addEntry(0), ...addEntry(1), goOn(8)),
        whileTrue(i32.ltU(entry, local.get(rowEnd)), ...addEntry(0), goOn(4)),
        ...quarters.map((quarter) =>
          local.set(sumOf(quarter, 0), f32x4.add(local.get(sumOf(quarter, 0)), local.get(sumOf(quarter, 1)))),
        ),
        unless(
          v128.all(v128.and(v128.and(far(0), far(1)), v128.and(far(2), far(3)))),
          i32.store(local.get(count), i32.shrU(row, i32.const(2)), places.found),
          ...quarters.map((quarter) =>
            v128.store(
              i32.shl(local.get(count), i32.const(4)),
              local.get(sumOf(quarter, 0)),
              places.sums + 16 * quarter,
            ),
          ),
          local.set(count, i32.add(local.get(count), i32.const(4))),
        ),
        local.set(0, i32.add(row, i32.const(4))),
      ),
      ...i32.shrU(local.get(count), i32.const(2)),
    ],
  }
}
