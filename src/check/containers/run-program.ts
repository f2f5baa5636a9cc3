import { spawn } from 'node:child_process'

export interface Ended {
  /** Null where a signal ended it, undefined where there is no such program. */
  readonly code: number | null | undefined
  readonly stdout: string
  /** What it wrote to stdout and stderr, in the order in which it came. */
  readonly output: string
}

export interface ProgramOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Interrupts it, as Ctrl-C does. */
  readonly signal?: AbortSignal | undefined
}

/** How long a program that is interrupted may take to put its things in order. */
const patienceMs = 15_000

/**
 * Runs a program to its end. It is a process group of its own: Ctrl-C in the terminal reaches us alone, and it is ours to
 * say what ends and what has to be tidied up first.
 */
export async function runProgram(words: readonly string[], { cwd, env, signal }: ProgramOptions = {}): Promise<Ended> {
  signal?.throwIfAborted()
  const [program = '', ...args] = words
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const send = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name)
  }
  const interrupt = () => {
    send('SIGINT')
    setTimeout(send, patienceMs, 'SIGKILL').unref()
  }
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? resolve({ code: undefined, stdout, output }) : reject(error),
      )
      child.on('close', (code) => resolve({ code, stdout, output }))
    })
  } finally {
    signal?.removeEventListener('abort', interrupt)
  }
}
