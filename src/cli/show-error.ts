import { isSlipwayError } from '../errors.ts'

/** What a failure shows on stderr: the message and every problem; the stack only for those who ask by SLIPWAY_DEBUG=1. */
export function showError(error: unknown): string {
  if (process.env.SLIPWAY_DEBUG === '1') return String((error as Error)?.stack ?? error)
  if (isSlipwayError(error)) {
    // A message may already list its problems; those that it does not hold follow it.
    const rest = error.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message))
    return [error.message, ...rest.filter((line) => !error.message.includes(line)).map((line) => `  ${line}`)].join(
      '\n',
    )
  }
  const message = error instanceof Error ? error.message : String(error)
  return `slipway stopped on a defect: ${message}\nSLIPWAY_DEBUG=1 shows where.`
}

/** Exit code of a failure: by the table of codes; 1 for a defect. */
export function exitCodeOf(error: unknown): number {
  return isSlipwayError(error) ? error.exitCode : 1
}
