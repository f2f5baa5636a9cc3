import { before, type Code, f64x2, firsts, i32, i64x2, local, seconds, v128, whileTrue } from '../wasm/instructions.ts'
import { valueType, type WasmFunction } from '../wasm/module.ts'
import type { Units } from './boost-loss.ts'
import type { BoostArrays } from './boost-memory.ts'
import { largest, perTurn, roundest, terms, turnHigh, turnLow } from './sigmoid.ts'

/**
 * `binaryBoostLoss`'s gradients, of two rows at a time: from the addresses of the first row's decision and just behind
 * the last one's, as they would be without that of the array.
 */
export function gradientsFunction(
  { raw, codes, weights, pairs }: BoostArrays & { readonly codes: Int32Array },
  units: Units,
): WasmFunction {
  const [at, to, x, turns, r, p] = [0, 1, 2, 3, 4, 5].map(local.get) as SixCodes
  const [twice, gradient, counted] = [i32.shl(at, i32.const(1)), local.get(2), local.get(3)]
  const numbers = [
    1,
    roundest,
    largest,
    -largest,
    perTurn,
    turnHigh,
    turnLow,
    units.gradient,
    units.hessian,
    units.count,
    ...terms,
  ]
  const { set, get } = before(
    6,
    numbers.map((number) => f64x2.const(number)),
  )
  const [one, round, most, least, perTurns, high, low, gradientUnit, hessianUnit, count, ...series] = get as NumberCodes
  // Sums with `roundest` have what is added to it in their lowest bits, which shifting up leaves of them.
  const turned = i64x2.add(horner(series, r), i64x2.shl(turns, i32.const(52)))
  const weigh = (value: Code) => (weights ? f64x2.mul(value, f64x2.load(at, weights.byteOffset)) : value)
  const rounded = (value: Code, unit: Code) => f64x2.sub(f64x2.add(f64x2.mul(weigh(value), unit), round), round)
  const error = f64x2.sub(p, f64x2.fromI32(v128.load64(i32.shrU(at, i32.const(1)), codes.byteOffset)))
  return {
    name: 'gradients',
    params: [valueType.i32, valueType.i32],
    locals: Array.from({ length: 4 + numbers.length }, () => valueType.v128),
    body: [
      ...set,
      ...whileTrue(
        i32.ltU(at, to),
        local.set(2, f64x2.neg(f64x2.load(at, raw.byteOffset))),
        local.set(2, f64x2.max(f64x2.min(x, most), least)),
        local.set(3, f64x2.add(f64x2.mul(x, perTurns), round)),
        local.set(4, f64x2.sub(turns, round)),
        local.set(4, f64x2.sub(f64x2.sub(x, f64x2.mul(r, high)), f64x2.mul(r, low))),
        local.set(5, f64x2.div(one, f64x2.add(one, turned))),
        local.set(2, rounded(error, gradientUnit)),
        local.set(3, f64x2.add(rounded(f64x2.mul(p, f64x2.sub(one, p)), hessianUnit), count)),
        f64x2.store(twice, v128.shuffle(gradient, counted, firsts), pairs.byteOffset),
        f64x2.store(twice, v128.shuffle(gradient, counted, seconds), pairs.byteOffset + 16),
        local.set(0, i32.add(at, i32.const(16))),
      ),
    ],
  }
}

type SixCodes = [Code, Code, Code, Code, Code, Code]
type NumberCodes = [Code, Code, Code, Code, Code, Code, Code, Code, Code, Code, ...Code[]]

/** e^r by its series, the highest power first. */
function horner([first, ...series]: readonly Code[], r: Code): Code {
  return series.reduce((sum, term) => f64x2.add(f64x2.mul(sum, r), term), first!)
}
