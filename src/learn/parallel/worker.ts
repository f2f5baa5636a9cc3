import { workerData } from 'node:worker_threads'
import { isSlipwayError } from '../../errors.ts'
import type { TaskModule, ThreadAnswer, ThreadStart } from './pool.ts'

/** Runs in a thread of its own: takes the next task that nobody has taken, until none is left. */
const { module, data, tasks, state, port } = workerData as ThreadStart

function answer(message: ThreadAnswer): void {
  port.postMessage(message)
  Atomics.add(state, 1, 1)
  Atomics.notify(state, 1)
}

try {
  const { runTask } = (await import(module)) as TaskModule<unknown, unknown>
  for (let task = Atomics.add(state, 0, 1); task < tasks; task = Atomics.add(state, 0, 1)) {
    answer({ task, result: runTask(data, task) })
  }
} catch (error) {
  answer(isSlipwayError(error) ? { error, code: error.code, problems: error.problems } : { error })
}
