import type { SparseMatrix } from '../contract.ts'
import { fn } from '../wasm/function.ts'
import { type Code, f32x4, i32, unless, v128, whileTrue } from '../wasm/instructions.ts'
import { layOut, makeMemory, type WasmFunction } from '../wasm/module.ts'
import { type MultiplyAdd, withMultiplyAdd } from './multiply-add.ts'

/** Query rows that are screened together: those of a column lie side by side, so that an entry meets all of them in one place. */
export const together = 16
/** Training rows that are screened in one call, at most. */
export const mostRows = 1024

/**
 * Finds the sparse training rows that may be near: those for which
 *
 *   base + Σ_j query_j · row_j  >  limit
 *
 * does not hold in numbers of 32 bits for one of the query rows.
 */
export interface SparseKernel {
  /** One a training row. */
  readonly bases: Float32Array
  /** One an entry. */
  readonly values: Float32Array
  /** Shape `(columns, together)`. */
  readonly queries: Float32Array
  /** One a query row. */
  readonly limits: Float32Array
  /** Screens the training rows from one to just before another. @returns how many are found */
  screen(from: number, to: number): number
  readonly found: Int32Array
  /** The sums of each row found with each query, shape `(mostRows, together)`. */
  readonly sums: Float32Array
}

interface Places {
  readonly ends: number
  readonly bases: number
  readonly entries: number
  readonly values: number
  readonly queries: number
  readonly limits: number
  readonly found: number
  readonly sums: number
}

interface Exports {
  screen(row: number, end: number, entry: number): number
}

/** Undefined without WebAssembly or its SIMD, and for very many entries. */
export function sparseKernel({ rows, columns, indptr, indices }: SparseMatrix): SparseKernel | undefined {
  const entries = indptr[rows]
  const { places, bytes } = layOut({
    ends: 4 * rows,
    bases: 4 * rows,
    entries: 4 * entries,
    values: 4 * entries,
    queries: 4 * columns * together,
    limits: 4 * together,
    found: 4 * mostRows,
    sums: 4 * mostRows * together,
  })
  const memory = makeMemory(bytes, false)
  const code = memory && withMultiplyAdd<Exports>((multiplyAdd) => screenFunction(places, multiplyAdd), memory)
  if (!code) return undefined
  const { buffer } = memory
  const offsets = new Int32Array(buffer, places.entries, entries)
  for (let e = 0; e < entries; e++) offsets[e] = 4 * together * indices[e]
  const ends = new Int32Array(buffer, places.ends, rows)
  for (let i = 0; i < rows; i++) ends[i] = 4 * indptr[i + 1]
  return {
    bases: new Float32Array(buffer, places.bases, rows),
    values: new Float32Array(buffer, places.values, entries),
    queries: new Float32Array(buffer, places.queries, columns * together),
    limits: new Float32Array(buffer, places.limits, together),
    found: new Int32Array(buffer, places.found, mostRows),
    sums: new Float32Array(buffer, places.sums, mostRows * together),
    screen: (from, to) => code.screen(4 * from, 4 * to, 4 * indptr[from]),
  }
}

function screenFunction(places: Places, multiplyAdd: MultiplyAdd): WasmFunction {
  const declared = {
    name: 'screen',
    params: { row: 'i32', end: 'i32', entry: 'i32' },
    result: 'i32',
    locals: {
      rowEnd: 'i32',
      column: 'i32',
      count: 'i32',
      value: 'v128',
      // A quarter is four of the query rows; each has two sums, of even and of odd entries, and its limits.
      sums: ['v128', 8],
      limits: ['v128', 4],
    },
  } as const
  return fn(declared, ({ row, end, entry, rowEnd, column, count, value, sums, limits }) => {
    const quarters = limits.map((limit, quarter) => ({
      quarter,
      limit,
      even: sums[2 * quarter],
      odd: sums[2 * quarter + 1],
    }))
    const addEntry = (which: 'even' | 'odd'): Code[] => [
      column.set(i32.load(entry, places.entries + (which === 'odd' ? 4 : 0))),
      value.set(f32x4.loadSplat(entry, places.values + (which === 'odd' ? 4 : 0))),
      ...quarters.map(({ quarter, [which]: sum }) => {
        const queries = f32x4.load(column, places.queries + 16 * quarter)
        return sum.set(multiplyAdd(queries, value, sum))
      }),
    ]
    const goOn = (bytes: number): Code => entry.set(i32.add(entry, i32.const(bytes)))
    const [far0, far1, far2, far3] = quarters.map(({ even, limit }) => f32x4.gt(even, limit)) as [
      Code,
      Code,
      Code,
      Code,
    ]
    return [
      ...quarters.map(({ quarter, limit }) => limit.set(f32x4.load(i32.const(0), places.limits + 16 * quarter))),
      whileTrue(
        i32.ltU(row, end),
        rowEnd.set(i32.load(row, places.ends)),
        ...quarters.flatMap(({ even, odd }) => [
          even.set(f32x4.loadSplat(row, places.bases)),
          odd.set(f32x4.sub(even, even)),
        ]),
        whileTrue(i32.ltU(i32.add(entry, i32.const(4)), rowEnd), ...addEntry('even'), ...addEntry('odd'), goOn(8)),
        whileTrue(i32.ltU(entry, rowEnd), ...addEntry('even'), goOn(4)),
        ...quarters.map(({ even, odd }) => even.set(f32x4.add(even, odd))),
        unless(
          v128.all(v128.and(v128.and(far0, far1), v128.and(far2, far3))),
          i32.store(count, i32.shrU(row, i32.const(2)), places.found),
          ...quarters.map(({ quarter, even }) =>
            v128.store(i32.shl(count, i32.const(4)), even, places.sums + 16 * quarter),
          ),
          count.set(i32.add(count, i32.const(4))),
        ),
        row.set(i32.add(row, i32.const(4))),
      ),
      i32.shrU(count, i32.const(2)),
    ]
  })
}
