import type { BoostRows } from '../bin-rows.ts'
import type { BoostMemory } from '../memory.ts'
import type { BoostSplitSettings } from '../split.ts'
import type { BoostKernel } from './contract.ts'
import { plainKernel } from './plain.ts'
import { wasmKernel } from './wasm.ts'

/** In WebAssembly where it is there; the bytes are the same. */
export function boostKernel(rows: BoostRows, memory: BoostMemory, settings: BoostSplitSettings): BoostKernel {
  return wasmKernel(rows, memory, settings) ?? plainKernel(rows, memory)
}
