import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** PyPI's schemathesis. */
const program = process.env.SCHEMATHESIS ?? 'schemathesis'

/** A request whose answer does not hold to the OpenAPI document, as the fuzzer sees it. */
export interface Finding {
  /** `POST /predict` */
  readonly operation: string
  /** `ST202` */
  readonly code: string
  readonly title: string
  readonly message: string
  /** What came back, and what had been sent. */
  readonly status: number | undefined
  readonly sent: string
  readonly answered: string
}

export interface FuzzRun {
  readonly cases: number
  readonly findings: readonly Finding[]
}

/** Lets the fuzzer loose on a server. @param casesEach at most so many for each operation */
export async function fuzz(url: string, { user, casesEach, seed }: FuzzOptions): Promise<FuzzRun> {
  // It keeps notes in the folder that it runs in.
  const cwd = mkdtempSync(join(tmpdir(), 'fuzz-'))
  try {
    const args = [
      ...['run', `${url}/openapi.json`, '--url', url, '--checks', 'all', '--max-examples', String(casesEach)],
      ...[
        '--workers',
        '1',
        '--seed',
        String(seed),
        '--generation-database',
        'none',
        '--continue-on-failure',
        '--no-shrink',
      ],
      ...['--report', 'ndjson', '--report-ndjson-path', 'events.ndjson', '--output-sanitize', 'false'],
      ...(user === undefined ? [] : ['--auth', user]),
    ]
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
    await once(child, 'exit')
    return await readEvents(join(cwd, 'events.ndjson'))
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

export interface FuzzOptions {
  /** `name:password` */
  readonly user: string | undefined
  readonly casesEach: number
  readonly seed: number
}

/** What each scenario recorded: its cases, what was checked of each, and what went over the wire; nulls where it was skipped. */
interface Recorder {
  readonly cases?: { readonly [id: string]: unknown } | null
  readonly checks?: { readonly [id: string]: readonly CheckEvent[] } | null
  readonly interactions?: { readonly [id: string]: Interaction | undefined } | null
}

interface CheckEvent {
  readonly failure_info?: {
    readonly failure: Pick<Finding, 'operation' | 'code' | 'title' | 'message'>
  } | null
}

interface Interaction {
  readonly request: { readonly uri: string; readonly body?: Encoded | null }
  readonly response?: { readonly status_code: number; readonly content?: Encoded | null } | null
}

interface Encoded {
  readonly $base64: string
}

async function readEvents(file: string): Promise<FuzzRun> {
  let cases = 0
  const findings: Finding[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const event = JSON.parse(line) as { readonly ScenarioFinished?: { readonly recorder: Recorder } }
    const recorder = event.ScenarioFinished?.recorder
    if (recorder === undefined) continue
    cases += Object.keys(recorder.cases ?? {}).length
    findings.push(...findingsIn(recorder))
  }
  return { cases, findings }
}

function findingsIn({ checks, interactions }: Recorder): Finding[] {
  return Object.entries(checks ?? {}).flatMap(([id, events]) =>
    events.flatMap(({ failure_info }) => {
      if (!failure_info) return []
      const { operation, code, title, message } = failure_info.failure
      const { request, response } = interactions?.[id] ?? {}
      const sent = `${request?.uri.slice(0, 2000) ?? ''} ${text(request?.body)}`
      return [
        { operation, code, title, message, status: response?.status_code, sent, answered: text(response?.content) },
      ]
    }),
  )
}

function text(encoded: Encoded | null | undefined): string {
  return encoded ? Buffer.from(encoded.$base64, 'base64').toString().slice(0, 2000) : ''
}
