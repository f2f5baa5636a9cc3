import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Plot } from './plots/plot.ts'

/** Pictures by file name, each an SVG document. */
export type Pictures = { readonly [name: string]: string }

/** Draws the plots of cards. */
export interface Plotter {
  draw(plots: { readonly [name: string]: Plot }): Promise<Pictures>
  close(): void
}

/** What the thread is asked, and what it says back. */
export interface DrawRequest {
  readonly id: number
  readonly plots: { readonly [name: string]: Plot }
}
export type DrawAnswer = { readonly id: number } & ({ readonly pictures: Pictures } | { readonly error: Error })

/**
 * Draws in a thread of its own, which loads the drawing library (half a second of CPU) while the data is read and the
 * model fits, so that training hardly waits for its pictures.
 */
export function openPlotter(): Plotter {
  const worker = new Worker(workerFile)
  const waiting = new Map<number, PromiseWithResolvers<Pictures>>()
  let last = 0
  const give = (id: number, settle: (waiter: PromiseWithResolvers<Pictures>) => void): void => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (waiter) settle(waiter)
    if (waiting.size === 0) worker.unref()
  }
  worker.on('message', (answer: DrawAnswer) =>
    give(answer.id, (waiter) => ('error' in answer ? waiter.reject(answer.error) : waiter.resolve(answer.pictures))),
  )
  worker.on('error', (error) => {
    for (const id of [...waiting.keys()]) give(id, (waiter) => waiter.reject(error))
  })
  worker.unref()
  return {
    draw(plots) {
      const waiter = Promise.withResolvers<Pictures>()
      waiting.set(++last, waiter)
      worker.ref()
      worker.postMessage({ id: last, plots } satisfies DrawRequest)
      return waiter.promise
    },
    close: () => void worker.terminate(),
  }
}

const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './draw-thread.ts' : './draw-thread.js', import.meta.url),
)
