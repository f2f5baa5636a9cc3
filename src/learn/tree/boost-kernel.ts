import type { BoostRows } from './boost-bins.ts'
import type { BoostKernel } from './boost-kernel-contract.ts'
import { plainKernel } from './boost-kernel-plain.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'
import type { BoostMemory } from './boost-memory.ts'
import type { BoostSplitSettings } from './boost-split.ts'

/** In WebAssembly where it is there; the bytes are the same. */
export function boostKernel(rows: BoostRows, memory: BoostMemory, settings: BoostSplitSettings): BoostKernel {
  return wasmKernel(rows, memory, settings) ?? plainKernel(rows, memory, settings)
}
