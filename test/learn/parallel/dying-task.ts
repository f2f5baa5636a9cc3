import { isMainThread } from 'node:worker_threads'
import { SlipwayError } from '../../../src/errors.ts'

/** How the other thread ends; this one takes its time, so that the other gets a task. */
export function runTask(way: 'exit' | 'memory' | 'refuse', task: number): number {
  if (isMainThread) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
    return task
  }
  if (way === 'exit') process.exit(7)
  if (way === 'refuse') {
    throw new SlipwayError('INVALID_INPUT', 'Not these rows.', { problems: [{ path: 'X', message: 'not these' }] })
  }
  const held: number[][] = []
  for (;;) held.push(Array.from({ length: 1000 }, Math.random))
}

export const module = import.meta.url
