import { fn } from '../../../wasm/function.ts'
import { type Code, f64, f64x2, firsts, i32, seconds, v128, whileTrue } from '../../../wasm/instructions.ts'
import type { WasmFunction } from '../../../wasm/module.ts'
import type { BoostSplitSettings } from '../split.ts'

/**
 * What `splitNumbers` finds to be worth most, two bins at a time. Given the addresses of a column's first bin, of what
 * is on the left before it (the missing values' bin, or zeros) and just behind the last bin; the node's gradient,
 * hessian, and both its count and hessian; what has to be exceeded, which is the answer where nothing does; and the least
 * hessian of a side and the L2 penalty. An even number of bins is looked at: where nothing is left for the right side no
 * split is considered.
 */
export function worthFunction({ minSamplesLeaf, units }: BoostSplitSettings): WasmFunction {
  const declared = {
    name: 'worth',
    params: {
      at: 'i32',
      missing: 'i32',
      to: 'i32',
      gradient: 'f64',
      hessian: 'f64',
      counted: 'f64',
      least: 'f64',
      minHessian: 'f64',
      l2: 'f64',
    },
    result: 'f64',
    locals: {
      // What is left of one bin and of the next, and both taken apart.
      sum: 'v128',
      next: 'v128',
      leftGradient: 'v128',
      leftCounted: 'v128',
      leftHessian: 'v128',
      worth: 'v128',
      rightGradient: 'v128',
      rightHessian: 'v128',
      best: 'v128',
      // What does not change in the loop; V8 would compute it anew each turn.
      nodeGradient: 'v128',
      nodeHessian: 'v128',
      nodeCounted: 'v128',
      fewest: 'v128',
      lightest: 'v128',
      penalty: 'v128',
      unit: 'v128',
      perUnit: 'v128',
    },
  } as const
  return fn(declared, (of) => {
    const { at, missing, to, sum, next, leftGradient, leftCounted, leftHessian, rightGradient, rightHessian } = of
    const { best, worth, nodeGradient, nodeHessian, nodeCounted, fewest, lightest, penalty, unit, perUnit } = of
    const count = f64x2.floor(f64x2.mul(leftCounted, perUnit))
    const score = (g: Code, h: Code) => f64x2.div(f64x2.mul(g, g), f64x2.add(h, penalty))
    // Where a side is too small, all bits become 0, and so does what the split is worth.
    const isAllowed = v128.and(
      f64x2.ge(f64x2.min(leftCounted, f64x2.sub(nodeCounted, leftCounted)), fewest),
      f64x2.ge(f64x2.min(leftHessian, rightHessian), lightest),
    )
    return [
      nodeGradient.set(f64x2.splat(of.gradient)),
      nodeHessian.set(f64x2.splat(of.hessian)),
      nodeCounted.set(f64x2.splat(of.counted)),
      fewest.set(f64x2.const(minSamplesLeaf * units.count)),
      lightest.set(f64x2.splat(of.minHessian)),
      penalty.set(f64x2.splat(of.l2)),
      unit.set(f64x2.const(units.count)),
      perUnit.set(f64x2.const(1 / units.count)),
      sum.set(f64x2.load(missing)),
      best.set(f64x2.splat(of.least)),
      whileTrue(
        i32.ltU(at, to),
        next.set(f64x2.add(sum, f64x2.load(at))),
        sum.set(f64x2.add(next, f64x2.load(at, 16))),
        leftGradient.set(v128.shuffle(next, sum, firsts)),
        leftCounted.set(v128.shuffle(next, sum, seconds)),
        leftHessian.set(f64x2.sub(leftCounted, f64x2.mul(count, unit))),
        rightGradient.set(f64x2.sub(nodeGradient, leftGradient)),
        rightHessian.set(f64x2.sub(nodeHessian, leftHessian)),
        worth.set(f64x2.add(score(leftGradient, leftHessian), score(rightGradient, rightHessian))),
        best.set(f64x2.max(best, v128.and(worth, isAllowed))),
        at.set(i32.add(at, i32.const(32))),
      ),
      f64.max(f64x2.lane(best, 0), f64x2.lane(best, 1)),
    ]
  })
}
