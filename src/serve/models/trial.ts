import { fileURLToPath } from 'node:url'
import { getHeapStatistics } from 'node:v8'
import { isMainThread, parentPort, type TransferListItem, Worker, workerData } from 'node:worker_threads'
import type { Artifact } from '../../artifact/contract.ts'
import { type ErrorCode, isSlipwayError, type Problem, SlipwayError } from '../../errors.ts'
import { checkGolden, loadPredictor } from '../../model/load.ts'
import { overrun } from './time-limit.ts'

type Verdict =
  | { readonly artifact: Artifact }
  | { readonly code: ErrorCode; readonly message: string; readonly problems: readonly Problem[] }

/** What tells a thread of ours from any other. */
const mark = 'slipway: try a version'

/**
 * Tries a version in a thread of its own before it is swapped in: whatever it does, the version in use goes on serving.
 * The numbers are handed to the thread and back, never copied; what the thread makes of them goes away with it, before
 * the server makes the same for itself.
 *
 * @param file of the thread: it has to call `runTrial` where `isTrialThread`
 * @throws VERSION_OVERRUN where it takes too much time or memory, and what loading and golden rows throw
 */
export async function tryVersion(artifact: Artifact, who: string, timeoutMs: number, file?: string): Promise<Artifact> {
  const memoryMb = Math.max(64, Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20))
  const worker = new Worker(file ?? threadFile(), {
    workerData: mark,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Artifact>()
  const timer = setTimeout(() => reject(overrun(who, timeoutMs)), timeoutMs)
  worker.on('message', (verdict: Verdict) => {
    if ('artifact' in verdict) resolve(verdict.artifact)
    else reject(new SlipwayError(verdict.code, verdict.message, { problems: verdict.problems }))
  })
  worker.on('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(who, memoryMb) : error),
  )
  worker.on('exit', () =>
    reject(new SlipwayError('INTERNAL', `${who}: the thread that tried it ended without a word.`)),
  )
  try {
    worker.postMessage(artifact, transferable(artifact))
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Whether this is a thread that `tryVersion` started. */
export function isTrialThread(): boolean {
  return !isMainThread && workerData === mark
}

/** What such a thread does: loads the one version that it is given, recomputes its golden rows, and gives it back. */
export function runTrial(): void {
  parentPort?.once('message', (artifact: Artifact) => {
    const say = (verdict: Verdict, items: TransferListItem[] = []) => parentPort?.postMessage(verdict, items)
    try {
      checkGolden(loadPredictor(artifact), artifact.manifest)
      say({ artifact }, transferable(artifact))
    } catch (error) {
      const { code, problems } = isSlipwayError(error) ? error : { code: 'INTERNAL' as const, problems: [] }
      say({ code, message: (error as Error).message, problems })
    }
  })
}

function threadFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './trial-thread.ts' : './trial-thread.js'
  return fileURLToPath(new URL(name, import.meta.url))
}

/** Node's pool of small buffers is shared with others and stays here; what is in it is copied. */
const pooledBytes = 1 << 16

function transferable({ parts }: Artifact): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const { tensors } of Object.values(parts)) {
    for (const { data } of Object.values(tensors)) {
      if (data.buffer instanceof ArrayBuffer && data.buffer.byteLength > pooledBytes) buffers.add(data.buffer)
    }
  }
  return [...buffers]
}

function tooLarge(who: string, memoryMb: number): SlipwayError {
  const message = `${who} takes more than ${memoryMb} MB of heap to load; give Node more (--max-old-space-size) or train a smaller model.`
  return new SlipwayError('VERSION_OVERRUN', message)
}
