import { fn } from '../../../wasm/function.ts'
import { memory as bytes, f64, f64x2, i32, whileTrue } from '../../../wasm/instructions.ts'
import { assemble, instantiate, type WasmFunction } from '../../../wasm/module.ts'
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
    minHessian: number,
    l2: number,
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
    gain(column, histogram, node, tree) {
      const { bins } = columns[column]
      const first = histogram.byteOffset + column * columnBytes
      const missing = first + 16 * (bins - 1)
      const end = first + 32 * Math.ceil(bins / 2)
      const counted = node.count * settings.units.count + node.hessian
      const least = leastWorth(node, tree)
      const worthOver = (before: number, worth: number) =>
        code.worth(first, before, end, node.gradient, node.hessian, counted, worth, tree.minHessian, tree.l2)
      const isMissing = histogram[(missing - histogram.byteOffset) / 8 + 1] > 0
      let worth = worthOver(none.byteOffset, least)
      if (isMissing) worth = worthOver(missing, worth)
      return worth > least ? gainOf(worth, node, tree) : 0
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
  const declared = { name: 'subtract', params: { parent: 'i32', child: 'i32' }, locals: { end: 'i32' } } as const
  return fn(declared, ({ parent, child, end }) => [
    end.set(i32.add(parent, i32.const(to * columnBytes))),
    parent.set(i32.add(parent, i32.const(first * columnBytes))),
    child.set(i32.add(child, i32.const(first * columnBytes))),
    whileTrue(
      i32.ltU(parent, end),
      ...[0, 16, 32, 48].map((offset) =>
        f64x2.store(parent, f64x2.sub(f64x2.load(parent, offset), f64x2.load(child, offset)), offset),
      ),
      parent.set(i32.add(parent, i32.const(64))),
      child.set(i32.add(child, i32.const(64))),
    ),
  ])
}

function partitionFunction({ order, held, isLeft, byColumn }: BoostArrays): WasmFunction {
  const declared = {
    name: 'partition',
    params: { column: 'i32', from: 'i32', to: 'i32' },
    result: 'i32',
    locals: { row: 'i32', goesLeft: 'i32', left: 'i32', rights: 'i32' },
  } as const
  return fn(declared, ({ column, from, to, row, goesLeft, left, rights }) => {
    const bin = i32.load8U(i32.add(column, row), byColumn.byteOffset)
    return [
      left.set(from),
      whileTrue(
        i32.ltU(from, to),
        row.set(i32.load(from, order.byteOffset)),
        // Both stores, then one of the two places moves: no branch to guess wrongly.
        goesLeft.set(i32.shl(i32.load8U(bin, isLeft.byteOffset), i32.const(2))),
        i32.store(left, row, order.byteOffset),
        i32.store(rights, row, held.byteOffset),
        left.set(i32.add(left, goesLeft)),
        rights.set(i32.sub(i32.add(rights, i32.const(4)), goesLeft)),
        from.set(i32.add(from, i32.const(4))),
      ),
      bytes.copy(i32.add(left, i32.const(order.byteOffset)), i32.const(held.byteOffset), rights),
      left,
    ]
  })
}

function answerFunction({ order }: BoostArrays): WasmFunction {
  const declared = {
    name: 'answer',
    params: { raw: 'i32', from: 'i32', to: 'i32', value: 'f64' },
    locals: { at: 'i32' },
  } as const
  return fn(declared, ({ raw, from, to, value, at }) => [
    whileTrue(
      i32.ltU(from, to),
      at.set(i32.add(raw, i32.shl(i32.load(from, order.byteOffset), i32.const(3)))),
      f64.store(at, f64.add(f64.load(at), value)),
      from.set(i32.add(from, i32.const(4))),
    ),
  ])
}
