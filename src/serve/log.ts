import { SlipwayError } from '../errors.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export type Level = (typeof levels)[number]

/** Facts of a line, by name; an `err` is written with its message, code, stack and cause. */
export type Facts = { readonly [name: string]: unknown }

/** What the server tells those who run it: one JSON object a line. */
export interface Log {
  /** Whether lines of a level are written: asked before the facts of a line are gathered. */
  isOn(level: Exclude<Level, 'silent'>): boolean
  debug(facts: Facts, message: string): void
  info(facts: Facts, message: string): void
  warn(facts: Facts, message: string): void
  error(facts: Facts, message: string): void
  /** A line whose facts are JSON already, each beginning with a comma: what a busy path writes. */
  raw(level: Exclude<Level, 'silent'>, facts: string, message: string): void
  /** Writes what is held back. */
  flush(): void
}

/** Where lines go. @default stdout */
export type Sink = (lines: string) => void

/** Lines reach a pipe whole, also from several workers, where a write is at most this long (POSIX's PIPE_BUF). */
const atomicBytes = 4096
const holdMs = 100

/**
 * Writes lines together, up to 4 KB or a tenth of a second late; those from `warn` on at once, with all before them.
 *
 * @param level one of trace, debug, info, warn, error, fatal and silent, in any case. @throws INVALID_OPTION
 */
export function createLog(level = 'info', sink: Sink = toStdout): Log {
  const from = levels.indexOf(level.toLowerCase() as Level)
  if (from === -1) {
    throw new SlipwayError('INVALID_OPTION', `LOG_LEVEL: expected one of ${levels.join(', ')}, got "${level}".`)
  }
  let held = ''
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const lines = held
    held = ''
    if (lines !== '') sink(lines)
  }
  const isOn: Log['isOn'] = (of) => levels.indexOf(of) >= from
  const raw: Log['raw'] = (of, facts, message) => {
    if (!isOn(of)) return
    const line = `{"level":"${of}","time":"${now()}","pid":${process.pid}${facts},"msg":${JSON.stringify(message)}}\n`
    // Characters beyond ASCII take more bytes than this counts; a line's length is no promise, only its wholeness.
    if (held.length + line.length > atomicBytes) flush()
    held += line
    if (levels.indexOf(of) >= levels.indexOf('warn')) flush()
    else timer ??= setTimeout(flush, holdMs).unref()
  }
  const write = (of: Exclude<Level, 'silent'>) => (facts: Facts, message: string) => {
    if (isOn(of)) raw(of, toJson(facts), message)
  }
  process.on('exit', flush)
  return { isOn, raw, flush, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/** A log that says nothing: for tests. */
export const silentLog: Log = createLog('silent', () => {})

let listening = false

function toStdout(lines: string): void {
  // Whoever read the log is gone; that is no reason to stop serving.
  if (!listening) process.stdout.on('error', () => {})
  listening = true
  process.stdout.write(lines)
}

let lastMs = 0
let lastText = ''

/** RFC 3339; made once a millisecond. */
function now(): string {
  const ms = Date.now()
  if (ms !== lastMs) {
    lastMs = ms
    lastText = new Date(ms).toISOString()
  }
  return lastText
}

function toJson(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => [JSON.stringify(name), JSON.stringify(value instanceof Error ? describe(value) : value)])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `,${name}:${value}`)
    .join('')
}

function describe(error: Error): object {
  const { name, message, stack, cause } = error
  const { code } = error as { readonly code?: unknown }
  return { name, code, message, stack, cause: cause instanceof Error ? describe(cause) : cause }
}
