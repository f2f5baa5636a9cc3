import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'

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
  /** Threads at most, this one included. @default as many as there are cores */
  readonly threads?: number
  /** Called when one more task is done. */
  readonly onDone?: (done: number) => void
}

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: string
  readonly data: unknown
  readonly tasks: number
  /** [0]: the next task that nobody has taken; [1]: how many answers are waiting or were taken. */
  readonly board: Int32Array
  readonly port: MessagePort
}

export type ThreadAnswer = { readonly task: number; readonly result: unknown } | { readonly error: unknown }

/**
 * Runs numbered tasks on all cores and waits for them; gives their results by number, which are the same however many
 * threads there are. This thread takes tasks too, so that one core, or a bundle without the threads' own file, is no
 * special case. A thread takes about 50 ms to start: not for small work.
 */
export function runTasks<Data, Result>(options: TasksOptions<Data, Result>): Result[] {
  const { runTask, data, tasks, onDone } = options
  const results: Result[] = Array.from({ length: tasks })
  const board = new Int32Array(new SharedArrayBuffer(8))
  const wanted = Math.min(options.threads ?? availableParallelism(), tasks)
  const threads = existsSync(workerFile) ? startThreads(wanted - 1, options, board) : []
  let done = 0
  const finish = (task: number, result: Result): void => {
    results[task] = result
    onDone?.(++done)
  }
  const takeAnswers = (): void => {
    for (const { port } of threads) {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        const answer = got.message as ThreadAnswer
        if ('error' in answer) throw answer.error
        finish(answer.task, answer.result as Result)
      }
    }
  }
  try {
    for (let task = Atomics.add(board, 0, 1); task < tasks; task = Atomics.add(board, 0, 1)) {
      finish(task, runTask(data, task))
      takeAnswers()
    }
    while (done < tasks) {
      const answers = Atomics.load(board, 1)
      takeAnswers()
      if (done < tasks) Atomics.wait(board, 1, answers)
    }
  } finally {
    for (const { worker, port } of threads) {
      port.close()
      void worker.terminate()
    }
  }
  return results
}

const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
)

function startThreads(
  count: number,
  { module, data, tasks }: { module: string; data: unknown; tasks: number },
  board: Int32Array,
) {
  return Array.from({ length: Math.max(0, count) }, () => {
    const { port1, port2 } = new MessageChannel()
    const start: ThreadStart = { module, data, tasks, board, port: port2 }
    const worker = new Worker(workerFile, { workerData: start, transferList: [port2] })
    worker.unref()
    return { worker, port: port1 }
  })
}
