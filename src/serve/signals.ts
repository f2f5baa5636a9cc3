/**
 * Ends the process well on SIGTERM and SIGINT: the first calls `end` and exits with what it gives, the second exits at
 * once. Also as process 1 of a container, where no signal has an effect that nobody asked for. SIGHUP calls `look`.
 *
 * @returns a function that takes the handlers away
 */
export function handleSignals(end: (signal: string) => Promise<number>, look: () => void): () => void {
  let ending = false
  const onEnd = (signal: NodeJS.Signals): void => {
    if (ending) process.exit(signal === 'SIGINT' ? 130 : 143)
    ending = true
    end(signal).then(
      (code) => process.exit(code),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', onEnd).on('SIGINT', onEnd).on('SIGHUP', look)
  return () => {
    process.off('SIGTERM', onEnd).off('SIGINT', onEnd).off('SIGHUP', look)
  }
}
