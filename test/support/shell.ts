import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Shown {
  readonly stdout: string
  readonly stderr: string
}

/** A terminal in which a reader types what a page says; a command that serves is left running until the next is typed. */
export class Shell {
  readonly #env: NodeJS.ProcessEnv
  #serving: ChildProcess | undefined

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  /** Runs lines to their end, or until they name the address that they serve. @throws Error with all that was shown */
  async type(lines: string, cwd: string): Promise<Shown> {
    // Asking a server takes another terminal; anything else is typed where the server ran.
    if (!lines.startsWith('curl')) await this.close()
    // A group of its own, so that what npm and the shell started ends with them.
    const child = spawn('bash', ['-e', '-c', lines], {
      cwd,
      env: this.#env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    const ended = once(child, 'close')
    const served = new Promise<'served'>((resolve) => {
      const look = () => {
        if (/http:\/\/(localhost|127\.0\.0\.1):\d+/.test(stdout)) resolve('served')
      }
      child.stdout.on('data', (text: Buffer) => {
        stdout += text
        look()
      })
      child.stderr.on('data', (text: Buffer) => {
        stderr += text
      })
    })
    const end = lines.startsWith('curl') ? await ended : await Promise.race([ended, served])
    if (end === 'served') this.#serving = child
    else if (end[0] !== 0) throw new Error(`${lines}ended with ${end[0] ?? end[1]}:\n${stdout}${stderr}`)
    return { stdout, stderr }
  }

  /** Ends what still serves, as Ctrl-C does. */
  async close(): Promise<void> {
    const child = this.#serving
    this.#serving = undefined
    if (!child?.pid || child.exitCode !== null) return
    const ended = once(child, 'close')
    process.kill(-child.pid, 'SIGINT')
    await ended
  }
}
