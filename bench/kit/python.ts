import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

const environment = join(import.meta.dirname, '../.venv/bin/python')

/** The Python that runs the rivals: of `bench/.venv` where that was made, else the system's. */
export function python(): string {
  return existsSync(environment) ? environment : 'python3'
}

/** The path of a rival's script. */
export function peerScript(name: string): string {
  return join(import.meta.dirname, '../peers', name)
}

/** A rival that stays and works on command: one line of JSON in, one line of JSON out. */
export class Peer {
  readonly #script: string
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: AsyncIterator<string>

  constructor(script: string) {
    this.#script = script
    this.#process = spawn(python(), [peerScript(script)], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]()
  }

  async ask<T>(command: object): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`)
    const { value, done } = await this.#answers.next()
    if (done) throw new Error(`bench/peers/${this.#script} ended; bench/README.md says what it needs.`)
    return JSON.parse(value)
  }

  /** It ends when nothing more is to come. */
  close(): void {
    this.#process.stdin.end()
  }
}
