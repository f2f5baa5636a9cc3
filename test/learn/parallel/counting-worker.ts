import { runJobs, type WorkerInput } from '../../../src/learn/parallel/worker-group.ts'

/** Adds its number to what the others add, until the sum is that at which it ends instead. */
export function runTask({ state, data }: WorkerInput<{ sum: Int32Array; endsAt: number }>, worker: number): void {
  runJobs(state, () => {
    if (Atomics.add(data.sum, 0, worker + 1) === data.endsAt) throw new Error('Enough.')
  })
}

export const module = import.meta.url
