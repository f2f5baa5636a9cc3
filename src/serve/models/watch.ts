import type { LiveModels } from './live-models.ts'

/** How often the store is asked for `current`. */
const lookEveryMs = 2000

/**
 * Looks at the store every two seconds, on the even second of the clock: workers that share no memory then swap
 * together. Gives a function that stops it.
 */
export function watch(models: Pick<LiveModels, 'look'>): () => void {
  let stopped = false
  let timer = setTimeout(tick, untilNext())
  timer.unref()

  async function tick(): Promise<void> {
    await models.look()
    if (stopped) return
    timer = setTimeout(tick, untilNext())
    timer.unref()
  }

  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function untilNext(): number {
  return lookEveryMs - (Date.now() % lookEveryMs)
}
