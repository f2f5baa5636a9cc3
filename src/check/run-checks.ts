import { addressToCheck } from './address.ts'
import type { CheckResult, Suite } from './contract.ts'
import { appendLogs, logBlocks, logFiles } from './log.ts'
import { runSuite } from './run-suite.ts'

export interface CheckRun {
  /** The service's name. */
  readonly service: string
  /** Where it listens unless somebody says otherwise. */
  readonly port: number
  readonly suites: readonly Suite[]
  /** A file of its own that every run is appended to. */
  readonly checksLog: string | undefined
  /** Where logs are kept. */
  readonly folder: string
  /** The address to check. @default from the environment */
  readonly url?: string | undefined
  readonly env: NodeJS.ProcessEnv
}

export interface Checked {
  readonly service: string
  readonly address: string
  readonly results: readonly CheckResult[]
  readonly ok: boolean
  /** Why there is no log where one was asked for, with what would stand in it. */
  readonly unlogged: string | undefined
}

/** Runs suites one after another, all of them whatever the first ones say, and keeps their log. @throws USAGE */
export async function runChecks(run: CheckRun): Promise<Checked> {
  const address = addressToCheck(run.url, run.env, run.port)
  const results: CheckResult[] = []
  for (const suite of run.suites) results.push(...(await runSuite(address, suite)))

  const files = logFiles(run.env, run.checksLog)
  const unlogged = await appendLogs(run.folder, files, logBlocks(results)).then(
    () => undefined,
    // Whether the checks hold does not hang on a log.
    (error: Error) => `${error.message} What it would say:\n\n${logBlocks(results)}`,
  )
  return { service: run.service, address, results, ok: results.every(({ ok }) => ok), unlogged }
}

/** A line for each check, and one that counts them. */
export function showChecked({ service, address, results }: Checked): string {
  const width = Math.max(...results.map(({ suite }) => suite.length))
  const lines = results.map(({ suite, name, ok, problems }) => {
    const why = ok ? '' : `: ${problems.join('; ')}`
    return `${ok ? 'SUCCESS' : 'FAILURE'}  ${suite.padEnd(width)}  ${name}${why}`
  })
  const held = results.filter(({ ok }) => ok).length
  return [...lines, `checked ${service} at ${address}: ${held} of ${results.length} checks hold`].join('\n')
}
