import type { SparseMatrix } from '../contract.ts'
import { type Code, f64x2, i32, local, whileTrue } from '../wasm/instructions.ts'
import { assemble, instantiate, makeMemory, valueType, type WasmFunction } from '../wasm/module.ts'
import type { MarginRows } from './margin-rows.ts'

interface Exports {
  /** Both for a row's entries, from one number to just before another. */
  multiply(entry: number, end: number): void
  add(entry: number, end: number): void
}

/** Where things begin in the memory, in bytes. */
interface Places {
  readonly classes: number
  readonly pairs: number
  readonly products: number
  readonly steps: number
  readonly indices: number
  readonly values: number
}

/** A memory of one piece is not made larger than this. */
const mostBytes = 2 ** 31

/**
 * w and v of a class are the two lanes of a register. Undefined without WebAssembly or its SIMD, for very many entries,
 * and for more classes than there are registers to sum them in.
 */
export function wasmMarginRows(
  { rows, columns, indptr, indices, values }: SparseMatrix,
  classes: number,
): MarginRows | undefined {
  const entries = indptr[rows]!
  let bytes = 0
  const take = (size: number): number => {
    const place = bytes
    bytes += Math.ceil(size / 16) * 16
    return place
  }
  const places: Places = {
    classes,
    pairs: take(16 * classes * columns),
    products: take(16 * classes),
    steps: take(16 * classes),
    indices: take(4 * entries),
    values: take(8 * entries),
  }
  const memory = bytes <= mostBytes ? makeMemory(bytes) : undefined
  const code = memory && instantiate<Exports>(assemble([multiplyFunction(places), addFunction(places)]), memory)
  if (!code) return undefined
  new Int32Array(memory.buffer, places.indices, entries).set(indices.subarray(0, entries))
  new Float64Array(memory.buffer, places.values, entries).set(values.subarray(0, entries))
  return {
    classes,
    pairs: new Float64Array(memory.buffer, places.pairs, 2 * classes * columns),
    products: new Float64Array(memory.buffer, places.products, 2 * classes),
    steps: new Float64Array(memory.buffer, places.steps, 2 * classes),
    multiply: (row) => code.multiply(indptr[row]!, indptr[row + 1]!),
    add: (row) => code.add(indptr[row]!, indptr[row + 1]!),
  }
}

const [entry, end, place, value] = [0, 1, 2, 3].map(local.get) as [Code, Code, Code, Code]
const params = [valueType.i32, valueType.i32]
const firstOwn = 4

/** Reads the entry at `entry` plus `ahead`: where its column's pairs are, and its value twice. */
function read({ classes, indices, values }: Places, ahead: number): Code[] {
  const index = i32.load(i32.shl(entry, i32.const(2)), indices + 4 * ahead)
  return [
    local.set(2, i32.mul(index, i32.const(16 * classes))),
    local.set(3, f64x2.loadSplat(i32.shl(entry, i32.const(3)), values + 8 * ahead)),
  ]
}

const goOn = (entries: number): Code => local.set(0, i32.add(entry, i32.const(entries)))

function multiplyFunction(places: Places): WasmFunction {
  const { classes, pairs, products } = places
  const numbers = Array.from({ length: classes }, (_, k) => k)
  const sumOf = (k: number, odd: number) => firstOwn + 2 * k + odd
  const addEntry = (odd: number): Code[] => [
    ...read(places, odd),
    ...numbers.map((k) => {
      const product = f64x2.mul(value, f64x2.load(place, pairs + 16 * k))
      return local.set(sumOf(k, odd), f64x2.add(local.get(sumOf(k, odd)), product))
    }),
  ]
  return {
    name: 'multiply',
    params,
    locals: [valueType.i32, valueType.v128, ...numbers.flatMap(() => [valueType.v128, valueType.v128])],
    body: [
      ...whileTrue(i32.ltU(i32.add(entry, i32.const(1)), end), ...addEntry(0), ...addEntry(1), goOn(2)),
      ...whileTrue(i32.ltU(entry, end), ...addEntry(0), goOn(1)),
      ...numbers.flatMap((k) => {
        const sum = f64x2.add(local.get(sumOf(k, 0)), local.get(sumOf(k, 1)))
        return f64x2.store(i32.const(0), sum, products + 16 * k)
      }),
    ],
  }
}

function addFunction(places: Places): WasmFunction {
  const { classes, pairs, steps } = places
  const numbers = Array.from({ length: classes }, (_, k) => k)
  return {
    name: 'add',
    params,
    locals: [valueType.i32, valueType.v128, ...numbers.map(() => valueType.v128)],
    body: [
      ...numbers.flatMap((k) => local.set(firstOwn + k, f64x2.load(i32.const(0), steps + 16 * k))),
      ...whileTrue(
        i32.ltU(entry, end),
        ...read(places, 0),
        ...numbers.map((k) => {
          const product = f64x2.mul(value, local.get(firstOwn + k))
          return f64x2.store(place, f64x2.add(f64x2.load(place, pairs + 16 * k), product), pairs + 16 * k)
        }),
        goOn(1),
      ),
    ],
  }
}
