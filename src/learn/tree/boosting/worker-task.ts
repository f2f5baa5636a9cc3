import { runJobs, type WorkerInput } from '../../parallel/worker-group.ts'
import { wasmKernel } from './kernels/wasm.ts'
import { type BoostState, doPart } from './shared-work.ts'

/** The one task: works as thread `worker` + 1 until boosting ends. */
export function runTask({ state, data }: WorkerInput<BoostState>, worker: number): void {
  const thread = worker + 1
  // There was one for the thread that started this one.
  const kernel = wasmKernel(data.rows, data.memory, data.settings, data.ranges[thread])!
  runJobs(state, () => doPart(data, kernel, thread))
}

export const module = import.meta.url
