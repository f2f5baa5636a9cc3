import { SlipwayError } from '../../errors.ts'
import { ask, type Request } from '../../probe/ask.ts'
import { eachOf } from '../../probe/each-of.ts'
import { percentile } from '../../probe/percentile.ts'
import type { Service } from '../../service/index.ts'
import { refusal } from '../user-option.ts'
import type { LabelledRows, Right } from './labelled-rows.ts'

/** How a row becomes a request, and the answer a label. */
export interface Way {
  readonly request: (rows: LabelledRows, place: number) => Request
  readonly label: (body: unknown) => unknown
}

/** What a running service answered for one row. */
export interface Answered {
  readonly number: number
  readonly label: Right
  /** Undefined where the service failed. */
  readonly answer: string | undefined
  readonly status: number
  readonly ms: number
  readonly version: string
}

export interface AskedRows {
  readonly answers: readonly Answered[]
  readonly seconds: number
  readonly requestsPerSecond: number
  /** Of single answers, in milliseconds. */
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number }
  /** Rows by the version that answered. */
  readonly versions: { readonly [version: string]: number }
  readonly waits: number
}

/** Through the service's own public route. */
export function publicWay({ evaluate }: Service): Way | undefined {
  if (!evaluate) return undefined
  return {
    request: (rows, place) => evaluate.request(rows.rows[place] as never),
    label: (body) => (evaluate.label ?? evaluate.value)?.(body as never),
  }
}

/** Through the route that every service has. */
export function commonWay(model: string): Way {
  return {
    request: (rows, place) => ({
      path: `/models/${encodeURIComponent(model)}/predict`,
      body: { inputs: [rows.inputs[place]] },
    }),
    label(body) {
      const [first] = (body as { predictions?: { label?: unknown; value?: unknown }[] }).predictions ?? []
      return first?.label ?? first?.value
    },
  }
}

/**
 * Sends every row, so many requests at a time.
 * @throws UNREACHABLE; CHECK_FAILED where the service refuses a row: it would refuse the others alike
 */
export async function askRows(
  address: string,
  rows: LabelledRows,
  way: Way,
  options: {
    readonly concurrency: number
    readonly user?: readonly [string, string] | undefined
    readonly onProgress: (share: number) => void
  },
): Promise<AskedRows> {
  const { concurrency, user, onProgress } = options
  let done = 0
  let waits = 0
  const started = performance.now()
  const answers = await eachOf(rows.labels, concurrency, async (label, place): Promise<Answered> => {
    const request = way.request(rows, place)
    const answer = await ask(address, user ? { ...request, user } : request, { onWait: () => waits++ })
    onProgress(++done / rows.labels.length)
    const number = rows.numbers[place] as number
    if (answer.status >= 400 && answer.status < 500) {
      const words = refusal(answer.status, answer.body)
      throw new SlipwayError('CHECK_FAILED', `row ${number}: ${request.path} ${words}`)
    }
    const given = answer.status === 200 ? way.label(answer.body) : undefined
    return {
      number,
      label,
      answer: given === undefined ? undefined : String(given),
      status: answer.status,
      ms: answer.ms,
      version: versionOf(answer.body),
    }
  })
  const seconds = (performance.now() - started) / 1000
  const ms = Float64Array.from(answers, (answer) => answer.ms).sort()
  return {
    answers,
    seconds,
    requestsPerSecond: answers.length / seconds,
    ms: { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99) },
    versions: tally(answers.map(({ version }) => version)),
    waits,
  }
}

/** What an answer says of the version behind it, in the words of the service. */
function versionOf(body: unknown): string {
  const { version, model_date: date } = (body ?? {}) as { version?: unknown; model_date?: unknown }
  return [version, date].filter((part) => typeof part === 'string').join(' of ')
}

function tally(values: readonly string[]): { [value: string]: number } {
  const counts: { [value: string]: number } = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
