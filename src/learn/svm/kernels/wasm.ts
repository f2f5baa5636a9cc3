import type { SparseMatrix } from '../../contract.ts'
import { fn, type Local } from '../../wasm/function.ts'
import { type Code, f64x2, i32, whileTrue } from '../../wasm/instructions.ts'
import { assemble, instantiate, layOut, makeMemory, type WasmFunction } from '../../wasm/module.ts'
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
  const entries = indptr[rows]
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
    multiply: (row) => code.multiply(4 * indptr[row], 4 * indptr[row + 1]),
    add: (row) => code.add(4 * indptr[row], 4 * indptr[row + 1]),
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

/** A row's entries from `entry` to just before `end`; where its column's pairs are, and its value twice. */
const params = { entry: 'i32', end: 'i32' } as const
const locals = { pair: 'i32', value: 'v128', values: 'i32' } as const
type Entry = { readonly [name in keyof (typeof params & typeof locals)]: Local }

/** Reads the entry that is so many ahead of `entry`. */
function read({ entry, pair, value, values }: Entry, { classes, ...places }: Places, ahead: number): Code[] {
  const index = i32.load(entry, places.indices + 4 * ahead)
  return [
    pair.set(i32.mul(index, i32.const(16 * classes))),
    value.set(f64x2.loadSplat(values, places.values + 8 * ahead)),
  ]
}

/** Does so for every entry of the row, for two in a turn. */
function eachEntry({ entry, end, values }: Entry, work: (ahead: 0 | 1) => Code[]): Code[] {
  const goOn = (entries: number): Code[] => [
    entry.set(i32.add(entry, i32.const(4 * entries))),
    values.set(i32.add(values, i32.const(8 * entries))),
  ]
  return [
    // Values take twice the bytes of indices.
    values.set(i32.add(entry, entry)),
    whileTrue(i32.ltU(i32.add(entry, i32.const(4)), end), ...work(0), ...work(1), ...goOn(2)),
    whileTrue(i32.ltU(entry, end), ...work(0), ...goOn(1)),
  ]
}

function multiplyFunction(places: Places): WasmFunction {
  const { classes, pairs, products } = places
  // Two sums a class, of the entries with even and with odd places, as a processor adds to both at once.
  const declared = { name: 'multiply', params, locals: { ...locals, sums: ['v128', 2 * classes] } } as const
  return fn(declared, ({ sums, ...of }) => {
    const byClass = pairsOf(sums)
    const addEntry = (odd: 0 | 1): Code[] => [
      ...read(of, places, odd),
      ...byClass.map((both, k) => {
        const product = f64x2.mul(of.value, f64x2.load(of.pair, pairs + 16 * k))
        return both[odd].set(f64x2.add(both[odd], product))
      }),
    ]
    return [
      ...eachEntry(of, addEntry),
      ...byClass.map(([even, odd], k) => f64x2.store(i32.const(0), f64x2.add(even, odd), products + 16 * k)),
    ]
  })
}

function addFunction(places: Places): WasmFunction {
  const { classes, pairs, steps } = places
  const declared = { name: 'add', params, locals: { ...locals, step: ['v128', classes] } } as const
  return fn(declared, ({ step, ...of }) => [
    ...step.map((own, k) => own.set(f64x2.load(i32.const(0), steps + 16 * k))),
    ...eachEntry(of, (ahead) => [
      ...read(of, places, ahead),
      ...step.map((own, k) => {
        const sum = f64x2.add(f64x2.load(of.pair, pairs + 16 * k), f64x2.mul(of.value, own))
        return f64x2.store(of.pair, sum, pairs + 16 * k)
      }),
    ]),
  ])
}

/** Every two that stand side by side. */
function pairsOf(locals: readonly Local[]): (readonly [Local, Local])[] {
  return locals.flatMap((first, i) => (i % 2 === 0 ? [[first, locals[i + 1]] as const] : []))
}
