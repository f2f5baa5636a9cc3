import { type Code, f32x4 } from '../wasm/instructions.ts'
import { assemble, instantiate, type WasmFunction } from '../wasm/module.ts'

/** a · b + c, of four numbers each. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code

/** A function in one instruction for both steps where the machine knows that, else in two; undefined without SIMD. */
export function withMultiplyAdd<Functions extends object>(
  functionOf: (multiplyAdd: MultiplyAdd) => WasmFunction,
  memory: WebAssembly.Memory,
): Functions | undefined {
  const made = (multiplyAdd: MultiplyAdd) => instantiate<Functions>(assemble([functionOf(multiplyAdd)], false), memory)
  return made(f32x4.relaxedMultiplyAdd) ?? made((a, b, c) => f32x4.add(f32x4.mul(a, b), c))
}
