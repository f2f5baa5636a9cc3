import { memory as bytes, type Code, f64, f64x2, i32, local, whileTrue } from '../../../wasm/instructions.ts'
import { assemble, instantiate, valueType, type WasmFunction } from '../../../wasm/module.ts'
import type { BoostRows } from '../bin-rows.ts'
import { withWideColumns } from '../high-cardinality.ts'
import type { BoostArrays } from '../memory.ts'
import { type BoostSplitSettings, gainOf, leastWorth } from '../split.ts'
import type { BoostKernel, ColumnRange } from './contract.ts'
import { fillFunction } from './wasm-fill.ts'
import { worthFunction } from './wasm-gain.ts'
import { gradientsFunction } from './wasm-gradients.ts'

interface Exports {
  fill(histogram: number, start: number, end: number): number
  subtract(parent: number, child: number): void
  worth(
    first: number,
    before: number,
    end: number,
    gradient: number,
    hessian: number,
    counted: number,
    least: number,
  ): number
  partition(column: number, start: number, end: number): number
  answer(raw: number, start: number, end: number, value: number): void
  gradients?(from: number, to: number, sums: number): void
}

/**
 * The kernel in WebAssembly: a row's gradient and hessian are added to a bin at once, and the addresses of the arrays
 * are written into the code. Undefined without WebAssembly or its SIMD.
 */
export function wasmKernel(
  rows: BoostRows,
  memory: BoostArrays,
  settings: BoostSplitSettings,
  range: ColumnRange = { from: 0, to: rows.d },
): BoostKernel | undefined {
  const { n, columns, stride } = rows
  if (!memory.wasm || range.to - range.from > mostColumns) return undefined
  const { codes, none } = memory
  const functions = [
    fillFunction(stride, memory, range),
    subtractFunction(range),
    worthFunction(settings),
    partitionFunction(memory),
    answerFunction(memory),
    ...(codes ? [gradientsFunction({ ...memory, codes }, settings.units)] : []),
  ]
  const code = instantiate<Exports>(assemble(functions), memory.wasm)
  if (!code) return undefined
  const { gradients } = code
  const kernel: BoostKernel = {
    fill: (histogram, start, end) => code.fill(histogram.byteOffset, 4 * start, 4 * end),
    subtract: (parent, child) => code.subtract(parent.byteOffset, child.byteOffset),
    gain(column, histogram, node) {
      const { bins } = columns[column]!
      const first = histogram.byteOffset + column * columnBytes
      const missing = first + 16 * (bins - 1)
      const end = first + 32 * Math.ceil(bins / 2)
      const counted = node.count * settings.units.count + node.hessian
      const least = leastWorth(node, settings)
      const isMissing = histogram[(missing - histogram.byteOffset) / 8 + 1]! > 0
      let worth = code.worth(first, none.byteOffset, end, node.gradient, node.hessian, counted, least)
      if (isMissing) worth = code.worth(first, missing, end, node.gradient, node.hessian, counted, worth)
      return worth > least ? gainOf(worth, node, settings) : 0
    },
    partition: (column, start, end) => code.partition(column * n, 4 * start, 4 * end) / 4,
    answer: (raw, start, end, value) => code.answer(raw.byteOffset, 4 * start, 4 * end, value),
    ...(gradients && {
      gradients: (from: number, to: number, thread: number) =>
        gradients(8 * from, 8 * to, memory.sums.byteOffset + 16 * thread),
    }),
  }
  return withWideColumns(kernel, rows, memory, range)
}

/** Code is written for every column; for more it would no longer fit the processor's cache. */
const mostColumns = 256
/** 256 bins of two numbers of 64 bits. */
const columnBytes = 4096

function subtractFunction({ from: first, to }: ColumnRange): WasmFunction {
  const [parent, child, end] = [0, 1, 2].map(local.get) as [Code, Code, Code]
  const pieces = [0, 16, 32, 48].map((offset) =>
    f64x2.store(parent, f64x2.sub(f64x2.load(parent, offset), f64x2.load(child, offset)), offset),
  )
  return {
    name: 'subtract',
    params: [valueType.i32, valueType.i32],
    locals: [valueType.i32],
    body: [
      ...local.set(2, i32.add(parent, i32.const(to * columnBytes))),
      ...local.set(0, i32.add(parent, i32.const(first * columnBytes))),
      ...local.set(1, i32.add(child, i32.const(first * columnBytes))),
      ...whileTrue(
        i32.ltU(parent, end),
        ...pieces,
        local.set(0, i32.add(parent, i32.const(64))),
        local.set(1, i32.add(child, i32.const(64))),
      ),
    ],
  }
}

function partitionFunction({ order, held, isLeft, byColumn }: BoostArrays): WasmFunction {
  const [column, from, to, row, goesLeft, left, rights] = [0, 1, 2, 3, 4, 5, 6].map((place) => local.get(place))
  const bin = i32.load8U(i32.add(column!, row!), byColumn.byteOffset)
  return {
    name: 'partition',
    params: [valueType.i32, valueType.i32, valueType.i32],
    results: [valueType.i32],
    locals: [valueType.i32, valueType.i32, valueType.i32, valueType.i32],
    body: [
      ...local.set(5, from!),
      ...whileTrue(
        i32.ltU(from!, to!),
        local.set(3, i32.load(from!, order.byteOffset)),
        // Both stores, then one of the two places moves: no branch to guess wrongly.
        local.set(4, i32.shl(i32.load8U(bin, isLeft.byteOffset), i32.const(2))),
        i32.store(left!, row!, order.byteOffset),
        i32.store(rights!, row!, held.byteOffset),
        local.set(5, i32.add(left!, goesLeft!)),
        local.set(6, i32.sub(i32.add(rights!, i32.const(4)), goesLeft!)),
        local.set(1, i32.add(from!, i32.const(4))),
      ),
      ...bytes.copy(i32.add(left!, i32.const(order.byteOffset)), i32.const(held.byteOffset), rights!),
      ...left!,
    ],
  }
}

function answerFunction({ order }: BoostArrays): WasmFunction {
  const [raw, from, to, value, at] = [0, 1, 2, 3, 4].map(local.get) as [Code, Code, Code, Code, Code]
  return {
    name: 'answer',
    params: [valueType.i32, valueType.i32, valueType.i32, valueType.f64],
    locals: [valueType.i32],
    body: whileTrue(
      i32.ltU(from, to),
      local.set(4, i32.add(raw, i32.shl(i32.load(from, order.byteOffset), i32.const(3)))),
      f64.store(at, f64.add(f64.load(at), value)),
      local.set(1, i32.add(from, i32.const(4))),
    ),
  }
}
