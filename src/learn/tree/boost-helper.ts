import { type Helping, help } from '../parallel/crew.ts'
import { type BoostHelp, readWork, writeFound } from './boost-help.ts'
import { wasmKernel } from './boost-kernel-wasm.ts'
import { workOnNode } from './boost-search.ts'

/** One task is to help, as thread `helper` + 1, until boosting ends. */
export function runTask({ board, data }: Helping<BoostHelp>, helper: number): void {
  const { rows, memory, settings, ranges, found } = data
  const thread = helper + 1
  const range = ranges[thread]!
  // There was one for the thread that started this one.
  const kernel = wasmKernel(rows, memory, settings, range)!
  help(board, () => writeFound(workOnNode(readWork(data), kernel, rows, settings, range), thread, found))
}

export const module = import.meta.url
