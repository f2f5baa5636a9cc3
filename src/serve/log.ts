import { type DestinationStream, type Logger, pino } from 'pino'
import { SlipwayError } from '../errors.ts'

/** What the server tells those who run it: one JSON object a line, on stdout. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'flush' | 'isLevelEnabled'>

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** @param level one of trace, debug, info, warn, error, fatal and silent, in any case. @throws INVALID_OPTION */
export function createLog(level = 'info', destination?: DestinationStream): Log {
  const known = level.toLowerCase()
  if (!levels.includes(known)) {
    throw new SlipwayError('INVALID_OPTION', `LOG_LEVEL: expected one of ${levels.join(', ')}, got "${level}".`)
  }
  const options = {
    level: known,
    base: { pid: process.pid },
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** A log that says nothing: for tests. */
export const silentLog: Log = pino({ level: 'silent' })
