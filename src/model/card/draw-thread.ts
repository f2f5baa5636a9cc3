import { parentPort } from 'node:worker_threads'
import { draw } from './draw.ts'
import type { DrawAnswer, DrawRequest } from './plotter.ts'

/** Runs in a thread of its own: plots in, pictures out. */
parentPort!.on('message', async ({ id, plots }: DrawRequest) => {
  const answer = (message: DrawAnswer) => parentPort!.postMessage(message)
  try {
    const drawn = Object.entries(plots).map(async ([name, plot]) => [name, await draw(plot)] as const)
    answer({ id, pictures: Object.fromEntries(await Promise.all(drawn)) })
  } catch (error) {
    answer({ id, error: error as Error })
  }
})
