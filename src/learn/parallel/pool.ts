import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import {
  isMainThread,
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads'
import { type ErrorCode, type Problem, SlipwayError } from '../../errors.ts'
import { isRecord } from '../../values.ts'

/** What a module that threads can run exports: work on shared data, cut into numbered tasks. */
export interface TaskModule<Data, Result> {
  runTask(data: Data, task: number): Result
}

export interface TasksOptions<Data, Result> extends TaskModule<Data, Result> {
  /** The module that exports `runTask`, for the other threads to import: its `import.meta.url`. */
  readonly module: string
  /** Plain data; large arrays in SharedArrayBuffers, so that they are not copied. */
  readonly data: Data
  readonly tasks: number
  /** Threads at most, this one included. @default as many as there are cores; 1 within a task */
  readonly threads?: number
  /** Called when one more task is done. */
  readonly onDone?: (done: number) => void
}

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: string
  readonly data: unknown
  readonly tasks: number
  /** [0]: the next task that nobody has taken; [1]: how many results are waiting or were taken. */
  readonly state: Int32Array
  readonly port: MessagePort
}

export type ThreadAnswer =
  | { readonly task: number; readonly result: unknown }
  | { readonly error: unknown; readonly code?: ErrorCode; readonly problems?: readonly Problem[] }

/**
 * Runs numbered tasks on all cores and waits for them; gives their results by number, which are the same however many
 * threads there are. This thread takes tasks too, so that one core, or a bundle without the threads' own file, is no
 * special case. A thread takes about 50 ms to start: not for small work.
 * @throws what a task throws, and THREAD_DIED where a thread ends without a result, as when memory runs out
 */
export function runTasks<Data, Result>(options: TasksOptions<Data, Result>): Result[] {
  const { runTask, data, tasks, onDone } = options
  const results: Result[] = Array.from({ length: tasks })
  const state = new Int32Array(new SharedArrayBuffer(8))
  const count = Math.min(options.threads ?? coresToUse(), tasks) - 1
  const threads = startThreads(count, options, state, () => ({ data, transfer: [] }))
  let done = 0
  const finish = (task: number, result: Result): void => {
    results[task] = result
    onDone?.(++done)
  }
  const takeAnswers = (): void => {
    for (const thread of threads) for (const { task, result } of answersOf(thread)) finish(task, result as Result)
  }
  try {
    for (let task = Atomics.add(state, 0, 1); task < tasks; task = Atomics.add(state, 0, 1)) {
      finish(task, runTask(data, task))
      takeAnswers()
    }
    while (done < tasks) {
      const answers = Atomics.load(state, 1)
      takeAnswers()
      if (done < tasks && Atomics.wait(state, 1, answers, checkMs) === 'timed-out') threads.forEach(checkAlive)
    }
  } finally {
    closeThreads(threads)
  }
  return results
}

/** How long to wait for a result before checking that a thread is left to send it. */
const checkMs = 250

/** As many threads as there are cores; 1 within a task. */
export function coresToUse(): number {
  return inPool ? 1 : availableParallelism()
}

/** A thread that a pool has started leaves the cores to the others. */
const inPool = !isMainThread && isRecord(workerData) && 'tasks' in workerData && 'port' in workerData

const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
)

export interface Thread {
  readonly worker: Worker
  readonly port: MessagePort
  /** Whether `isOpen` works in this version of Node. */
  readonly tells: boolean
}

/** None where the threads' own file is missing, as in a bundle. @param dataOf by the thread's number from 0 on */
export function startThreads(
  count: number,
  { module, tasks }: { module: string; tasks: number },
  state: Int32Array,
  dataOf: (thread: number) => { readonly data: unknown; readonly transfer: readonly ArrayBuffer[] },
): Thread[] {
  return Array.from({ length: existsSync(workerFile) ? Math.max(0, count) : 0 }, (_, thread) => {
    const { port1, port2 } = new MessageChannel()
    const { data, transfer } = dataOf(thread)
    const start: ThreadStart = { module, data, tasks, state, port: port2 }
    const worker = new Worker(workerFile, { workerData: start, transferList: [port2, ...transfer] })
    worker.unref()
    // Reported by `checkAlive`; without a listener the event would end the process.
    worker.on('error', () => {})
    return { worker, port: port1, tells: isOpen(port1) }
  })
}

/**
 * This thread waits and hears no `exit` event. What it can see is the thread's end of the channel: Node closes it when
 * the thread ends, and from then on `postMessage` no longer returns true.
 */
function isOpen(port: MessagePort): boolean {
  return (port.postMessage(null) as unknown) === true
}

/** The results that a thread has sent since the last time. @throws what a task threw */
function answersOf({ port }: Thread): Extract<ThreadAnswer, { task: number }>[] {
  const answers: Extract<ThreadAnswer, { task: number }>[] = []
  for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
    const answer = got.message as ThreadAnswer
    if ('error' in answer) throw restored(answer)
    answers.push(answer)
  }
  return answers
}

/** @throws what stopped the thread */
export function checkWorking(thread: Thread): void {
  answersOf(thread)
  checkAlive(thread)
}

export function closeThreads(threads: readonly Thread[]): void {
  for (const { worker, port } of threads) {
    port.close()
    void worker.terminate()
  }
}

function checkAlive({ port, tells }: Thread): void {
  if (!tells || isOpen(port)) return
  throw new SlipwayError(
    'THREAD_DIED',
    'A thread ended before its work was done, most likely for want of memory; use fewer threads, or give Node more with --max-old-space-size.',
  )
}

/** An error of ours as it was before it crossed between threads, which keep the text only. */
function restored({ error, code, problems }: Extract<ThreadAnswer, { error: unknown }>): unknown {
  if (code === undefined) return error
  return new SlipwayError(code, (error as Error).message, { ...(problems && { problems }), cause: error })
}
