import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './imports.ts'

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** The current directory of the command. */
  readonly cwd?: string
  readonly env?: { readonly [name: string]: string | undefined }
  readonly stdin?: string
}

/** Runs `slipway …` from the sources, as a process of its own, to its end. */
export async function slipway(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = startSlipway(args, options)
  child.stdin?.on('error', () => {}).end(options.stdin ?? '')
  return await finished(child)
}

/** Starts `slipway …` and leaves it running. */
export function startSlipway(args: readonly string[], { cwd, env }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, ['--conditions=slipway-source', join(root, 'src/cli/main.ts'), ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
  })
}

export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

/** The environment without the variables that commands and servers read, whoever runs the tests. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(SLIPWAY_|MODEL_|SERVICE_VERSION$|CREDENTIALS_FILE$|PORT$|HOST$|WORKERS$|LOG|API_|IP_AD|MAX_REQUESTS|NODE_TEST|FORCE_COLOR)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
