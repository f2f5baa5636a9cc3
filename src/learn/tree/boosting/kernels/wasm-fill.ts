import { memory as bytes, type Code, f64x2, i32, local, whileTrue } from '../../../wasm/instructions.ts'
import { valueType, type WasmFunction } from '../../../wasm/module.ts'
import { type BoostArrays, spareRows } from '../memory.ts'
import type { ColumnRange } from './contract.ts'

/** 256 bins of two numbers of 64 bits. */
const columnBytes = 4096
/** A line of the processor's cache. */
const lineBytes = 64

/**
 * Adds rows to a histogram, of the columns of a range. The rows of a node lie all over the table, and the processor
 * would wait for one after the other: some are read from before their turn, in vain but for their being in its cache
 * then (100,000 rows of 20 columns in 64 nodes: a third of the time). The sum of what was read is given back, lest
 * reading be left out.
 */
export function fillFunction(
  stride: number,
  { order, pairs, byRow }: BoostArrays,
  { from: first, to: end }: ColumnRange,
): WasmFunction {
  const [histogram, from, to, row, word, at, read] = [0, 1, 2, 3, 4, 5, 6].map(local.get) as SevenCodes
  const [ahead, until] = [local.get(8), local.get(9)]
  const pair = local.get(7)
  const begin = i32.add(histogram, i32.const(first * columnBytes))
  const address = valueType.i32
  const touch = (place: Code, offset: number) => local.set(6, i32.add(read, i32.load(place, offset)))
  const readRow = [
    local.set(3, i32.load(ahead, order.byteOffset)),
    touch(i32.shl(row, i32.const(4)), pairs.byteOffset),
    local.set(3, i32.mul(row, i32.const(stride))),
    ...linesOf(first, end).map((byte) => touch(row, byRow.byteOffset + byte)),
    local.set(8, i32.add(ahead, i32.const(4))),
  ]
  const addRow: Code[] = [
    local.set(3, i32.load(from, order.byteOffset)),
    local.set(7, f64x2.load(i32.shl(row, i32.const(4)), pairs.byteOffset)),
    local.set(3, i32.mul(row, i32.const(stride))),
  ]
  for (let j = first; j < end; j++) {
    if (j % 4 === 0 || j === first) addRow.push(local.set(4, i32.load(row, byRow.byteOffset + j - (j % 4))))
    const bin = i32.and(shifted(word, 8 * (j % 4) - 4), i32.const(255 * 16))
    addRow.push(
      local.set(5, i32.add(histogram, bin)),
      f64x2.store(at, f64x2.add(f64x2.load(at, j * columnBytes), pair), j * columnBytes),
    )
  }
  return {
    name: 'fill',
    params: [address, address, address],
    results: [address],
    locals: [address, address, address, address, valueType.v128, address, address],
    body: [
      ...bytes.fill(begin, i32.const(0), i32.const((end - first) * columnBytes)),
      ...whileTrue(
        i32.ltU(from, to),
        local.set(8, from),
        local.set(9, i32.add(from, i32.const(4 * spareRows))),
        whileTrue(i32.ltU(ahead, until), ...readRow),
        local.set(9, i32.min(until, to)),
        whileTrue(i32.ltU(from, until), ...addRow, local.set(1, i32.add(from, i32.const(4)))),
      ),
      ...read,
    ],
  }
}

type SevenCodes = [Code, Code, Code, Code, Code, Code, Code]

/** Places in each line of the cache that a row's bins of some columns can lie in. */
function linesOf(first: number, end: number): number[] {
  const [begin, last] = [first - (first % 4), end - 1 - ((end - 1) % 4)]
  const between = Array.from({ length: Math.ceil((last - begin) / lineBytes) }, (_, l) => begin + l * lineBytes)
  return [...between, last]
}

/** To the right, or for numbers below 0 to the left. */
function shifted(word: Code, bits: number): Code {
  return bits < 0 ? i32.shl(word, i32.const(-bits)) : i32.shrU(word, i32.const(bits))
}
