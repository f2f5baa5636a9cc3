import {
  before,
  type Code,
  f64,
  f64x2,
  firsts,
  i32,
  local,
  seconds,
  v128,
  whileTrue,
} from '../../../wasm/instructions.ts'
import { valueType, type WasmFunction } from '../../../wasm/module.ts'
import type { BoostSplitSettings } from '../split.ts'

/**
 * What `splitNumbers` finds to be worth most, two bins at a time. Given the addresses of a column's first bin, of what
 * is on the left before it (the missing values' bin, or zeros) and just behind the last bin; the node's gradient,
 * hessian, and both its count and hessian; and what has to be exceeded, which is the answer where nothing does. An even
 * number of bins is looked at: where nothing is left for the right side no split is considered.
 */
export function worthFunction({ minSamplesLeaf, minHessian, l2, units }: BoostSplitSettings): WasmFunction {
  const { i32: address, f64: number, v128: pair } = valueType
  const [at, missing, to, least] = [0, 1, 2, 6].map(local.get) as [Code, Code, Code, Code]
  const node = [3, 4, 5].map((place) => f64x2.splat(local.get(place)))
  const numbers = [minSamplesLeaf * units.count, minHessian, l2, units.count, 1 / units.count].map((value) =>
    f64x2.const(value),
  )
  const { set, get } = before(firstKept, [...node, ...numbers])
  const [nodeGradient, nodeHessian, nodeCounted, fewest, lightest, penalty, unit, perUnit] = get as EightCodes
  const [sum, next, gradient, counted, hessian, worth] = [7, 8, 9, 10, 11, 12].map(local.get) as SixCodes
  const [rightGradient, rightHessian, best] = [13, 14, 15].map(local.get) as [Code, Code, Code]
  const count = f64x2.floor(f64x2.mul(counted, perUnit))
  const score = (g: Code, h: Code) => f64x2.div(f64x2.mul(g, g), f64x2.add(h, penalty))
  // Where a side is too small, all bits become 0, and so does what the split is worth.
  const isAllowed = v128.and(
    f64x2.ge(f64x2.min(counted, f64x2.sub(nodeCounted, counted)), fewest),
    f64x2.ge(f64x2.min(hessian, rightHessian), lightest),
  )
  return {
    name: 'worth',
    params: [address, address, address, number, number, number, number],
    results: [number],
    locals: Array.from({ length: firstKept - 7 + get.length }, () => pair),
    body: [
      ...set,
      ...local.set(7, f64x2.load(missing)),
      ...local.set(15, f64x2.splat(least)),
      ...whileTrue(
        i32.ltU(at, to),
        local.set(8, f64x2.add(sum, f64x2.load(at))),
        local.set(7, f64x2.add(next, f64x2.load(at, 16))),
        local.set(9, v128.shuffle(next, sum, firsts)),
        local.set(10, v128.shuffle(next, sum, seconds)),
        local.set(11, f64x2.sub(counted, f64x2.mul(count, unit))),
        local.set(13, f64x2.sub(nodeGradient, gradient)),
        local.set(14, f64x2.sub(nodeHessian, hessian)),
        local.set(12, f64x2.add(score(gradient, hessian), score(rightGradient, rightHessian))),
        local.set(15, f64x2.max(best, v128.and(worth, isAllowed))),
        local.set(0, i32.add(at, i32.const(32))),
      ),
      ...f64.max(f64x2.lane(best, 0), f64x2.lane(best, 1)),
    ],
  }
}

const firstKept = 16

type EightCodes = [Code, Code, Code, Code, Code, Code, Code, Code]
type SixCodes = [Code, Code, Code, Code, Code, Code]
