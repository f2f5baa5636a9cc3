import type { Problem } from '../errors.ts'
import { shown } from '../values.ts'

/** What one request may ask for. More is answered with 413, which names the limit; a client then sends parts. */
export interface RequestLimits {
  /** Inputs in one request to `/models/{model}/predict`. @default 200000 */
  readonly inputs?: number
  /** Inputs in one such request with `"explain": true`. @default 1000 */
  readonly explained?: number
  /**
   * Values in the body of one of the service's own routes: texts, numbers and keys; a list or an object counts as four. A
   * value takes up to 100 bytes of memory once it is parsed, and the memory that a deployment needs follows from it. @default 100000
   */
  readonly values?: number
}

export const defaultLimits: Required<RequestLimits> = { inputs: 200_000, explained: 1000, values: 100_000 }

/** The largest body that is read, after decompression. */
export const bodyLimitBytes = 16 * 2 ** 20

/** Bodies that a process holds at the same time, all requests together: `MAX_BYTES_IN_FLIGHT` where it is not set. */
export const defaultBytesInFlight = 32 * 2 ** 20

/** Time for the work of one request: `REQUEST_TIMEOUT_MS` where it is not set. A drain waits as long. */
export { patienceMs as defaultTimeoutMs } from './drain-times.ts'

/** Everything that is wrong with the limits of a service file; they may be anything at all. */
export function checkLimits(limits: unknown): Problem[] {
  if (limits === undefined) return []
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits))
    return [{ path: '/limits', message: `expected an object, such as { inputs: 10_000 }, got ${shown(limits)}.` }]
  return Object.entries(limits).flatMap(([name, value]) => {
    const path = `/limits/${name}`
    if (!Object.hasOwn(defaultLimits, name))
      return [{ path, message: `there is no such limit; there are ${Object.keys(defaultLimits).join(', ')}.` }]
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return []
    return [{ path, message: `expected a whole number of 1 or more, got ${shown(value)}.` }]
  })
}
