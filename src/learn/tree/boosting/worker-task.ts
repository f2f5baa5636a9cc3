import { type Helping, help } from '../../parallel/crew.ts'
import { wasmKernel } from './kernels/wasm.ts'
import { type BoostHelp, doPart } from './shared-work.ts'

/** One task is to help, as thread `helper` + 1, until boosting ends. */
export function runTask({ board, data }: Helping<BoostHelp>, helper: number): void {
  const thread = helper + 1
  // There was one for the thread that started this one.
  const kernel = wasmKernel(data.rows, data.memory, data.settings, data.ranges[thread]!)!
  help(board, () => doPart(data, kernel, thread))
}

export const module = import.meta.url
