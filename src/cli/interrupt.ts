/** Does work that Ctrl-C (or a SIGTERM) asks to come to its end; a second one ends the process as ever. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.once(name, stop)
  try {
    return await work(controller.signal)
  } finally {
    for (const name of signals) process.removeListener(name, stop)
  }
}
