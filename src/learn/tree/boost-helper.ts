import { type Helping, help } from '../parallel/crew.ts'
import { type BoostHelp, doPart } from './boost-help.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'

/** One task is to help, as thread `helper` + 1, until boosting ends. */
export function runTask({ board, data }: Helping<BoostHelp>, helper: number): void {
  const thread = helper + 1
  // There was one for the thread that started this one.
  const kernel = wasmKernel(data.rows, data.memory, data.settings, data.ranges[thread]!)!
  help(board, () => doPart(data, kernel, thread))
}

export const module = import.meta.url
