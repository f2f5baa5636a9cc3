import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMs = 120_000

/** A server under test, with the processes that it starts. */
export class Server {
  readonly url: string
  readonly port: number
  /** From the start of its process to the first 200. */
  readyMs = Number.NaN
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.#ended = new Promise((resolve) => child.on('exit', resolve))
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
  static async start(
    command: (port: number) => { readonly args: readonly string[]; readonly env?: { readonly [name: string]: string } },
    path: string,
  ): Promise<Server> {
    const port = await freePort()
    const { args, env } = command(port)
    const [file, ...rest] = args
    const started = performance.now()
    const child = spawn(file, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.resume()
    child.stderr.on('data', (chunk) => {
      if (said.length < 10_000) said += chunk
    })
    const server = new Server(child, port)
    while (performance.now() - started < patienceMs) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}:\n${said}`)
      if ((await statusOf(port, path)) === 200) {
        server.readyMs = performance.now() - started
        return server
      }
      await sleep(2)
    }
    await server.stop()
    throw new Error(`${args.join(' ')} was not ready in time:\n${said}`)
  }

  /** Seconds of user and system time so far, of all its processes and their threads. */
  cpuSeconds(): number {
    return this.#processes().reduce((sum, pid) => sum + cpuSecondsOf(pid), 0)
  }

  /** Resident memory of all its processes, MiB. What they share counts once for each. */
  memoryMb(): number {
    return this.#processes().reduce((sum, pid) => sum + residentMb(pid), 0)
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
    await this.#ended
    clearTimeout(late)
  }

  #processes(): number[] {
    return withChildren(this.#child.pid!)
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
