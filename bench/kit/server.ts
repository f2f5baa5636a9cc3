import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMs = 120_000
const mostLines = 10_000

/** Servers end with whoever started them, however that ends. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** A command line, and what its environment has beside that of this process. */
export interface Command {
  readonly args: readonly string[]
  readonly env?: { readonly [name: string]: string } | undefined
}

/** A server under test, with the processes that it starts. */
export class Server {
  readonly url: string
  readonly port: number
  /** From the start of its process to the first 200. */
  readyMs = Number.NaN
  /** What its first process ended with: an exit code, or a signal's name. */
  readonly ended: Promise<number | string>
  /** The first of its lines on stdout, where they are kept. */
  readonly lines: string[] = []
  readonly #command: string
  readonly #child: ChildProcess
  readonly #started = performance.now()
  #said = ''

  private constructor({ args, env }: Command, port: number, keepLines: boolean) {
    const [file = '', ...rest] = args
    const child = spawn(file, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    if (keepLines) createInterface({ input: child.stdout }).on('line', (line) => this.#keep(line))
    else child.stdout.resume()
    child.stderr.on('data', (chunk) => {
      if (this.#said.length < 10_000) this.#said += chunk
    })
    this.#command = args.join(' ')
    this.#child = child
    running.add(child)
    this.ended = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        running.delete(child)
        resolve(code ?? signal ?? 0)
      })
    })
    this.port = port
    this.url = `http://127.0.0.1:${port}`
  }

  /**
   * Starts a server and waits until `path` is answered with 200. What it logs is thrown away, but written: to a pipe
   * that this process reads, as a container's runtime does.
   *
   * @param command given the port to listen on
   * @throws Error with what it said on stderr when it ends or is not ready in time
   */
  static async start(command: (port: number) => Command, path: string): Promise<Server> {
    const server = await Server.launch(command)
    await server.untilReady(path)
    return server
  }

  /** Starts a server and does not wait. @param options `keepLines`: what it logs is kept in `lines` */
  static async launch(
    command: (port: number) => Command,
    { keepLines = false }: { readonly keepLines?: boolean } = {},
  ): Promise<Server> {
    const port = await freePort()
    return new Server(command(port), port, keepLines)
  }

  /** Waits until `path` is answered with 200. @throws Error with what it said on stderr when it ends or takes too long */
  async untilReady(path: string): Promise<void> {
    while (performance.now() - this.#started < patienceMs) {
      if (this.hasEnded) throw new Error(`${this.#command} ended before it was ready:\n${this.#said}`)
      if ((await statusOf(this.port, path)) === 200) {
        this.readyMs = performance.now() - this.#started
        return
      }
      await sleep(2)
    }
    await this.stop()
    throw new Error(`${this.#command} was not ready in time:\n${this.#said}`)
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Sends a signal to its first process. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Seconds of user and system time so far, of all its processes and their threads. */
  cpuSeconds(): number {
    return this.processes().reduce((sum, pid) => sum + cpuSecondsOf(pid), 0)
  }

  /** Resident memory of all its processes, MiB. What they share counts once for each. */
  memoryMb(): number {
    return this.processes().reduce((sum, pid) => sum + residentMb(pid), 0)
  }

  /** Waits until it does nothing any more: requests that nobody waits for are worked off then. */
  async settle(): Promise<void> {
    for (let before = -1, now = this.cpuSeconds(); now - before > 0.015; now = this.cpuSeconds()) {
      before = now
      await sleep(200)
    }
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
    await this.ended
    clearTimeout(late)
  }

  /** Ids of its first process and of all that it started, parents before their children. */
  processes(): number[] {
    return this.#child.pid === undefined ? [] : withChildren(this.#child.pid)
  }

  #keep(line: string): void {
    if (this.lines.length < mostLines) this.lines.push(line)
  }
}

function withChildren(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    )
    return [pid, ...children.flatMap(withChildren)]
  } catch {
    // It ended meanwhile.
    return []
  }
}

/** Fields 14 and 15 of proc(5)'s stat, in ticks of 10 ms. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get({ port, path, host: '127.0.0.1', agent: false, timeout: 2000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('timeout', () => resolve(undefined))
      .on('error', () => resolve(undefined))
  })
}
