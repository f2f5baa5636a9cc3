import type { SparseMatrix } from '../../contract.ts'
import { type Code, f64x2, i32, local, whileTrue } from '../../wasm/instructions.ts'
import { assemble, instantiate, layOut, makeMemory, valueType, type WasmFunction } from '../../wasm/module.ts'
import type { MarginRows } from './margin-rows.ts'

interface Exports {
  /** Both for a row's entries, from one to just before another, in bytes of their indices. */
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

/**
 * w and v of a class are the two lanes of a register. Undefined without WebAssembly or its SIMD, for very many entries,
 * and for more classes than there are registers to sum them in.
 */
export function wasmMarginRows(
  { rows, columns, indptr, indices, values }: SparseMatrix,
  classes: number,
): MarginRows | undefined {
  const entries = indptr[rows]!
  const { places: arrays, bytes } = layOut({
    pairs: 16 * classes * columns,
    products: 16 * classes,
    steps: 16 * classes,
    indices: 4 * entries,
    values: 8 * entries,
  })
  const places: Places = { classes, ...arrays }
  const memory = takeMemory(bytes, places.indices)
  const code = memory && instantiate<Exports>(assemble([multiplyFunction(places), addFunction(places)]), memory)
  if (!code) return undefined
  new Int32Array(memory.buffer, places.indices, entries).set(indices.subarray(0, entries))
  new Float64Array(memory.buffer, places.values, entries).set(values.subarray(0, entries))
  return {
    classes,
    pairs: new Float64Array(memory.buffer, places.pairs, 2 * classes * columns),
    products: new Float64Array(memory.buffer, places.products, 2 * classes),
    steps: new Float64Array(memory.buffer, places.steps, 2 * classes),
    multiply: (row) => code.multiply(4 * indptr[row]!, 4 * indptr[row + 1]!),
    add: (row) => code.add(4 * indptr[row]!, 4 * indptr[row + 1]!),
    release() {
      spare = new WeakRef(memory)
    },
  }
}

/** The memory of the fit before this one, if there was one just now, as in cross-validation: new pages cost a tenth of a fit. */
let spare: WeakRef<WebAssembly.Memory> | undefined

/** Whose first bytes are 0. */
function takeMemory(bytes: number, zeros: number): WebAssembly.Memory | undefined {
  const memory = spare?.deref()
  spare = undefined
  if (!memory || memory.buffer.byteLength < bytes || memory.buffer.byteLength > 2 * bytes) return makeMemory(bytes)
  new Uint8Array(memory.buffer, 0, zeros).fill(0)
  return memory
}

const [entry, end, place, value, values] = [0, 1, 2, 3, 4].map(local.get) as [Code, Code, Code, Code, Code]
const params = [valueType.i32, valueType.i32]
const locals = [valueType.i32, valueType.v128, valueType.i32]
const firstOwn = 5

/** Where the values of the entries from `entry` on are: they take twice the bytes of indices. */
const begin = local.set(4, i32.add(entry, entry))

/** Reads the entry that is so many ahead of `entry`: where its column's pairs are, and its value twice. */
function read({ classes, ...places }: Places, ahead: number): Code[] {
  const index = i32.load(entry, places.indices + 4 * ahead)
  return [
    local.set(2, i32.mul(index, i32.const(16 * classes))),
    local.set(3, f64x2.loadSplat(values, places.values + 8 * ahead)),
  ]
}

/** Does so for every entry of the row, for two in a turn. */
function eachEntry(work: (ahead: 0 | 1) => Code[]): Code {
  const goOn = (entries: number): Code[] => [
    local.set(0, i32.add(entry, i32.const(4 * entries))),
    local.set(4, i32.add(values, i32.const(8 * entries))),
  ]
  return [
    ...begin,
    ...whileTrue(i32.ltU(i32.add(entry, i32.const(4)), end), ...work(0), ...work(1), ...goOn(2)),
    ...whileTrue(i32.ltU(entry, end), ...work(0), ...goOn(1)),
  ]
}

function multiplyFunction(places: Places): WasmFunction {
  const { classes, pairs, products } = places
  const numbers = Array.from({ length: classes }, (_, k) => k)
  const sumOf = (k: number, odd: number) => firstOwn + 2 * k + odd
  const addEntry = (odd: 0 | 1): Code[] => [
    ...read(places, odd),
    ...numbers.map((k) => {
      const product = f64x2.mul(value, f64x2.load(place, pairs + 16 * k))
      return local.set(sumOf(k, odd), f64x2.add(local.get(sumOf(k, odd)), product))
    }),
  ]
  return {
    name: 'multiply',
    params,
    locals: [...locals, ...numbers.flatMap(() => [valueType.v128, valueType.v128])],
    body: [
      ...eachEntry(addEntry),
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
    locals: [...locals, ...numbers.map(() => valueType.v128)],
    body: [
      ...numbers.flatMap((k) => local.set(firstOwn + k, f64x2.load(i32.const(0), steps + 16 * k))),
      ...eachEntry((ahead) => [
        ...read(places, ahead),
        ...numbers.map((k) => {
          const product = f64x2.mul(value, local.get(firstOwn + k))
          return f64x2.store(place, f64x2.add(f64x2.load(place, pairs + 16 * k), product), pairs + 16 * k)
        }),
      ]),
    ],
  }
}
