import {
  before,
  type Code,
  f64x2,
  firsts,
  i32,
  i64x2,
  local,
  seconds,
  v128,
  whileTrue,
} from '../../../wasm/instructions.ts'
import { valueType, type WasmFunction } from '../../../wasm/module.ts'
import type { Units } from '../loss.ts'
import type { BoostArrays } from '../memory.ts'
import { largest, perTurn, roundest, terms, turnHigh, turnLow } from '../sigmoid.ts'

/**
 * `binaryBoostLoss`'s gradients, of two rows at a time: from the addresses of the first row's decision and just behind
 * the last one's, as they would be without that of the array. The rows' sums are written to the third address.
 */
export function gradientsFunction(
  { raw, codes, weights, pairs }: BoostArrays & { readonly codes: Int32Array },
  units: Units,
): WasmFunction {
  const [at, to, sums] = [0, 1, 2].map(local.get) as [Code, Code, Code]
  const [x, turns, r, p, r2, r4, sum, sumOfHessians] = [3, 4, 5, 6, 7, 8, 9, 10].map(local.get) as EightCodes
  const [gradient, hessian] = [local.get(11), local.get(12)]
  const numbers = [1, roundest, largest, -largest, perTurn, turnHigh, turnLow]
  const constants = [...numbers, units.gradient, units.hessian, units.count, ...terms].map((value) =>
    f64x2.const(value),
  )
  const { set, get } = before(13, constants)
  const [one, round, most, least, perTurns, high, low, gradientUnit, hessianUnit, count, ...series] = get as TenCodes
  // Sums with `roundest` have what is added to it in their lowest bits, which shifting up leaves of them.
  const turned = i64x2.add(exp(series, r, r2, r4), i64x2.shl(turns, i32.const(52)))
  const weigh = (value: Code) => (weights ? f64x2.mul(value, f64x2.load(at, weights.byteOffset)) : value)
  const rounded = (value: Code, unit: Code) => f64x2.sub(f64x2.add(f64x2.mul(weigh(value), unit), round), round)
  const error = f64x2.sub(p, f64x2.fromI32(v128.load64(i32.shrU(at, i32.const(1)), codes.byteOffset)))
  const pair = i32.shl(at, i32.const(1))
  const counted = f64x2.add(hessian, count)
  return {
    name: 'gradients',
    params: [valueType.i32, valueType.i32, valueType.i32],
    locals: Array.from({ length: 10 + constants.length }, () => valueType.v128),
    body: [
      ...set,
      ...whileTrue(
        i32.ltU(at, to),
        local.set(3, f64x2.max(f64x2.min(f64x2.neg(f64x2.load(at, raw.byteOffset)), most), least)),
        local.set(4, f64x2.add(f64x2.mul(x, perTurns), round)),
        local.set(5, f64x2.sub(turns, round)),
        local.set(5, f64x2.sub(f64x2.sub(x, f64x2.mul(r, high)), f64x2.mul(r, low))),
        local.set(7, f64x2.mul(r, r)),
        local.set(8, f64x2.mul(r2, r2)),
        local.set(6, f64x2.div(one, f64x2.add(one, turned))),
        local.set(11, rounded(error, gradientUnit)),
        local.set(12, rounded(f64x2.mul(p, f64x2.sub(one, p)), hessianUnit)),
        local.set(9, f64x2.add(sum, gradient)),
        local.set(10, f64x2.add(sumOfHessians, hessian)),
        f64x2.store(pair, v128.shuffle(gradient, counted, firsts), pairs.byteOffset),
        f64x2.store(pair, v128.shuffle(gradient, counted, seconds), pairs.byteOffset + 16),
        local.set(0, i32.add(at, i32.const(16))),
      ),
      ...f64x2.store(
        sums,
        f64x2.add(v128.shuffle(sum, sumOfHessians, firsts), v128.shuffle(sum, sumOfHessians, seconds)),
      ),
    ],
  }
}

type EightCodes = [Code, Code, Code, Code, Code, Code, Code, Code]
type TenCodes = [...EightCodes, Code, Code, ...Code[]]

/** e^r by its series, summed in `sigmoid`'s order. */
function exp(series: readonly Code[], r: Code, r2: Code, r4: Code): Code {
  const { add, mul } = f64x2
  const pair = (t: number) => add(series[t]!, mul(series[t + 1]!, r))
  const four = (t: number) => add(pair(t), mul(pair(t + 2), r2))
  return add(add(four(0), mul(four(4), r4)), mul(add(four(8), mul(series[12]!, r4)), mul(r4, r4)))
}
