import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What a command of Slipway's did. */
export interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly ms: number
}

/** One state of this repository: its command line, and what it builds and trains, each once, on the sample data. */
export class Checkout {
  readonly folder: string
  readonly scratch = mkdtempSync(join(tmpdir(), 'reliability-'))
  readonly #made = new Map<string, Promise<string>>()

  constructor(folder: string) {
    this.folder = folder
  }

  service(name: string): string {
    return join(this.folder, 'services', name)
  }

  /** The folder of a service's server, as `slipway build` makes it. */
  built(service: string): Promise<string> {
    return this.#once(`build-${service}`, (out) => this.#must('build', this.service(service), '--out', out))
  }

  /** A store with a version of each model of a service. */
  trained(service: string): Promise<string> {
    return this.#once(`store-${service}`, (out) =>
      this.#must('train', this.service(service), '--no-plots', '--store', out),
    )
  }

  /** A folder of its own, empty. */
  newFolder(): string {
    return mkdtempSync(join(this.scratch, 'folder-'))
  }

  /** Runs `slipway …`. @param options `uid`: as another user; `importing`: a module that is loaded before */
  async run(args: readonly string[], options: RunOptions = {}): Promise<CommandRun> {
    const { env, uid, importing } = options
    const started = performance.now()
    const flags = ['--conditions=slipway-source', ...(importing ? [`--import=${importing}`] : [])]
    const running = promisify(execFile)(process.execPath, [...flags, join(this.folder, 'src/cli/main.ts'), ...args], {
      env: { ...process.env, ...env },
      cwd: this.folder,
      maxBuffer: 2 ** 26,
      ...(uid !== undefined && { uid }),
    })
    const {
      code = 0,
      stdout,
      stderr,
    } = await running.then(
      (done) => ({ code: 0, ...done }),
      (failed: CommandRun) => failed,
    )
    return { code, stdout, stderr, ms: performance.now() - started }
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true, force: true })
  }

  #once(name: string, make: (out: string) => Promise<void>): Promise<string> {
    let made = this.#made.get(name)
    if (made === undefined) {
      const out = join(this.scratch, name)
      mkdirSync(out)
      made = make(out).then(() => out)
      this.#made.set(name, made)
    }
    return made
  }

  async #must(...args: string[]): Promise<void> {
    const { code, stderr } = await this.run(args)
    if (code !== 0) throw new Error(`slipway ${args.join(' ')} in ${this.folder} ended with ${code}:\n${stderr}`)
  }
}

export interface RunOptions {
  readonly env?: { readonly [name: string]: string }
  readonly uid?: number
  readonly importing?: string
}
