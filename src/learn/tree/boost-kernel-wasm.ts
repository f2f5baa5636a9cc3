import { memory as bytes, type Code, f64x2, i32, local, whileTrue } from '../wasm/instructions.ts'
import { assemble, instantiate, valueType, type WasmFunction } from '../wasm/module.ts'
import type { BoostRows } from './boost-bins.ts'
import type { BoostKernel, ColumnRange } from './boost-kernel.ts'
import type { BoostArrays } from './boost-memory.ts'

interface Exports {
  fill(histogram: number, start: number, end: number): void
  subtract(parent: number, child: number): void
  partition(column: number, start: number, end: number): number
}

/**
 * The kernel in WebAssembly: a row's gradient and hessian are added to a bin at once, and the addresses of the rows'
 * bins and of the histograms' columns are written into the code. Undefined without WebAssembly or its SIMD.
 */
export function wasmKernel(
  rows: BoostRows,
  memory: BoostArrays,
  range: ColumnRange = { from: 0, to: rows.d },
): BoostKernel | undefined {
  if (!memory.wasm || range.to - range.from > mostColumns) return undefined
  const functions = [fillFunction(rows, memory, range), subtractFunction(range), partitionFunction(memory)]
  const code = instantiate<Exports>(assemble(functions), memory.wasm)
  if (!code) return undefined
  return {
    fill: (histogram, start, end) => code.fill(histogram.byteOffset, 4 * start, 4 * end),
    subtract: (parent, child) => code.subtract(parent.byteOffset, child.byteOffset),
    partition: (column, start, end) => code.partition(column * rows.n, 4 * start, 4 * end) / 4,
  }
}

/** Code is written for every column; for more it would no longer fit the processor's cache. */
const mostColumns = 256
/** 256 bins of two numbers of 64 bits. */
const columnBytes = 4096

function fillFunction(
  { stride }: BoostRows,
  { order, pairs, byRow }: BoostArrays,
  { from: first, to: end }: ColumnRange,
): WasmFunction {
  const [histogram, from, to, row, word, at, pair] = [0, 1, 2, 3, 4, 5, 6].map((place) => local.get(place))
  const begin = i32.add(histogram!, i32.const(first * columnBytes))
  const addRow: Code[] = [
    local.set(3, i32.load(from!, order.byteOffset)),
    local.set(6, f64x2.load(i32.shl(row!, i32.const(4)), pairs.byteOffset)),
    local.set(3, i32.mul(row!, i32.const(stride))),
  ]
  for (let j = first; j < end; j++) {
    if (j % 4 === 0 || j === first) addRow.push(local.set(4, i32.load(row!, byRow.byteOffset + j - (j % 4))))
    const bin = i32.and(shifted(word!, 8 * (j % 4) - 4), i32.const(255 * 16))
    addRow.push(
      local.set(5, i32.add(histogram!, bin)),
      f64x2.store(at!, f64x2.add(f64x2.load(at!, j * columnBytes), pair!), j * columnBytes),
    )
  }
  return {
    name: 'fill',
    params: [valueType.i32, valueType.i32, valueType.i32],
    locals: [valueType.i32, valueType.i32, valueType.i32, valueType.v128],
    body: [
      ...bytes.fill(begin, i32.const(0), i32.const((end - first) * columnBytes)),
      ...whileTrue(i32.ltU(from!, to!), ...addRow, local.set(1, i32.add(from!, i32.const(4)))),
    ],
  }
}

/** To the right, or for numbers below 0 to the left. */
function shifted(word: Code, bits: number): Code {
  return bits < 0 ? i32.shl(word, i32.const(-bits)) : i32.shrU(word, i32.const(bits))
}

function subtractFunction({ from: first, to }: ColumnRange): WasmFunction {
  const [parent, child, end] = [0, 1, 2].map((place) => local.get(place))
  const pieces = [0, 16, 32, 48].map((offset) =>
    f64x2.store(parent!, f64x2.sub(f64x2.load(parent!, offset), f64x2.load(child!, offset)), offset),
  )
  return {
    name: 'subtract',
    params: [valueType.i32, valueType.i32],
    locals: [valueType.i32],
    body: [
      ...local.set(2, i32.add(parent!, i32.const(to * columnBytes))),
      ...local.set(0, i32.add(parent!, i32.const(first * columnBytes))),
      ...local.set(1, i32.add(child!, i32.const(first * columnBytes))),
      ...whileTrue(
        i32.ltU(parent!, end!),
        ...pieces,
        local.set(0, i32.add(parent!, i32.const(64))),
        local.set(1, i32.add(child!, i32.const(64))),
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
