import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server under test, with the processes that it starts. */
export class Server {
  readonly url: string
  readonly port: number
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
    const child = spawn(file, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.resume()
    child.stderr.on('data', (chunk) => {
      if (said.length < 10_000) said += chunk
    })
    const server = new Server(child, port)
    for (const deadline = performance.now() + 120_000; performance.now() < deadline; await sleep(20)) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}:\n${said}`)
      if ((await statusOf(server.url + path)) === 200) return server
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

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined
  }
}
