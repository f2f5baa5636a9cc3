import { isSlipwayError } from '../errors.ts'
import type { Check } from '../service/contract.ts'
import { type Checked, runChecks, showChecked } from './run-checks.ts'
import { runInOrder } from './run-in-order.ts'

export interface BuiltSuite {
  /** The service's name. */
  readonly service: string
  readonly port: number
  readonly checksLog: string | undefined
  /** The suite's name. */
  readonly suite: string
  readonly checks: readonly Check[]
}

/**
 * What a suite that was built into one file does: runs, prints a line for each check, and ends with 0 where all hold.
 * Logs go to LOG_FOLDER, by default the current directory. Where SUITES names several suites in their order and
 * TURNS_FOLDER a folder that they share, it waits for its turn among them.
 */
export async function startSuite({ suite, checks, ...about }: BuiltSuite): Promise<void> {
  const { env } = process
  const run = () => runChecks({ ...about, suites: [{ name: suite, checks }], folder: env.LOG_FOLDER || '.', env })
  const order = env.SUITES?.split(/\s+/).filter(Boolean) ?? []
  const turns = env.TURNS_FOLDER
  const runAndShow = async () => show(await run())
  try {
    const ok = turns && order.includes(suite) ? await runInOrder(suite, order, turns, runAndShow) : await runAndShow()
    process.exitCode = ok ? 0 : 1
  } catch (error) {
    if (!isSlipwayError(error)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

function show(checked: Checked): boolean {
  process.stdout.write(`${showChecked(checked)}\n`)
  if (checked.unlogged !== undefined) process.stderr.write(`${checked.unlogged}\n`)
  return checked.ok
}
