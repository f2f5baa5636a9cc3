import { fn } from '../../../wasm/function.ts'
import { type Code, f64x2, firsts, i32, i64x2, seconds, v128, whileTrue } from '../../../wasm/instructions.ts'
import type { WasmFunction } from '../../../wasm/module.ts'
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
  const declared = {
    name: 'gradients',
    params: { at: 'i32', to: 'i32', sums: 'i32' },
    locals: {
      x: 'v128',
      turns: 'v128',
      r: 'v128',
      p: 'v128',
      r2: 'v128',
      r4: 'v128',
      sum: 'v128',
      sumOfHessians: 'v128',
      gradient: 'v128',
      hessian: 'v128',
      // What does not change in the loop; V8 would compute it anew each turn.
      one: 'v128',
      round: 'v128',
      most: 'v128',
      least: 'v128',
      perTurns: 'v128',
      high: 'v128',
      low: 'v128',
      gradientUnit: 'v128',
      hessianUnit: 'v128',
      count: 'v128',
      series: ['v128', terms.length],
    },
  } as const
  return fn(declared, (of) => {
    const { at, to, sums, x, turns, r, p, r2, r4, sum, sumOfHessians, gradient, hessian } = of
    const { one, round, most, least, perTurns, high, low, gradientUnit, hessianUnit, count, series } = of
    // Sums with `roundest` have what is added to it in their lowest bits, which shifting up leaves of them.
    const turned = i64x2.add(exp(series, r, r2, r4), i64x2.shl(turns, i32.const(52)))
    const weigh = (value: Code) => (weights ? f64x2.mul(value, f64x2.load(at, weights.byteOffset)) : value)
    const rounded = (value: Code, unit: Code) => f64x2.sub(f64x2.add(f64x2.mul(weigh(value), unit), round), round)
    const error = f64x2.sub(p, f64x2.fromI32(v128.load64(i32.shrU(at, i32.const(1)), codes.byteOffset)))
    const pair = i32.shl(at, i32.const(1))
    const counted = f64x2.add(hessian, count)
    return [
      one.set(f64x2.const(1)),
      round.set(f64x2.const(roundest)),
      most.set(f64x2.const(largest)),
      least.set(f64x2.const(-largest)),
      perTurns.set(f64x2.const(perTurn)),
      high.set(f64x2.const(turnHigh)),
      low.set(f64x2.const(turnLow)),
      gradientUnit.set(f64x2.const(units.gradient)),
      hessianUnit.set(f64x2.const(units.hessian)),
      count.set(f64x2.const(units.count)),
      ...series.map((term, t) => term.set(f64x2.const(terms[t]))),
      whileTrue(
        i32.ltU(at, to),
        x.set(f64x2.max(f64x2.min(f64x2.neg(f64x2.load(at, raw.byteOffset)), most), least)),
        turns.set(f64x2.add(f64x2.mul(x, perTurns), round)),
        r.set(f64x2.sub(turns, round)),
        r.set(f64x2.sub(f64x2.sub(x, f64x2.mul(r, high)), f64x2.mul(r, low))),
        r2.set(f64x2.mul(r, r)),
        r4.set(f64x2.mul(r2, r2)),
        p.set(f64x2.div(one, f64x2.add(one, turned))),
        gradient.set(rounded(error, gradientUnit)),
        hessian.set(rounded(f64x2.mul(p, f64x2.sub(one, p)), hessianUnit)),
        sum.set(f64x2.add(sum, gradient)),
        sumOfHessians.set(f64x2.add(sumOfHessians, hessian)),
        f64x2.store(pair, v128.shuffle(gradient, counted, firsts), pairs.byteOffset),
        f64x2.store(pair, v128.shuffle(gradient, counted, seconds), pairs.byteOffset + 16),
        at.set(i32.add(at, i32.const(16))),
      ),
      f64x2.store(sums, f64x2.add(v128.shuffle(sum, sumOfHessians, firsts), v128.shuffle(sum, sumOfHessians, seconds))),
    ]
  })
}

/** e^r by its series, summed in `sigmoid`'s order. */
function exp(series: readonly Code[], r: Code, r2: Code, r4: Code): Code {
  const { add, mul } = f64x2
  const pair = (t: number) => add(series[t], mul(series[t + 1], r))
  const four = (t: number) => add(pair(t), mul(pair(t + 2), r2))
  return add(add(four(0), mul(four(4), r4)), mul(add(four(8), mul(series[12], r4)), mul(r4, r4)))
}
