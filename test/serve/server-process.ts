import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { trainModels } from 'slipway/model'
import { openStore } from 'slipway/store'
import { readService } from '../../src/service/index.ts'
import { basicHeader } from './world.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
export const alice = basicHeader('alice', 'wonderland')

let trained: Promise<string> | undefined

/** The address of a store with a version of each model of the tiny service; made once. */
export function tinyStore(): Promise<string> {
  trained ??= train(mkdtempSync(join(tmpdir(), 'slipway-serve-')))
  return trained
}

process.on('exit', () => void trained?.then((folder) => rmSync(folder, { recursive: true, force: true })))

/** Trains every model and writes a version of each. @param now when, so that versions differ */
export async function train(folder: string, now = new Date('2026-11-22T10:15:00Z')): Promise<string> {
  const service = await readService(join(fixtures, 'tiny'))
  const store = openStore(folder, service.name)
  const context = {
    service: service.name,
    folder: service.folder,
    library: 'slipway 0.1.0',
    examples: service.examples as { readonly [model: string]: readonly string[] },
    now: () => now,
  }
  for await (const { name, draft } of trainModels(service.models, context)) await store.write(name, draft)
  return folder
}

export interface ServerProcess {
  readonly url: string
  readonly child: ChildProcess
  /** The exit code. */
  readonly exited: Promise<number | null>
}

/** Starts a server on a free port and waits until it is ready. It ends with the test. */
export async function startServer(
  t: TestContext,
  env: { readonly [name: string]: string } = {},
): Promise<ServerProcess> {
  const child = launch({ PORT: '0', MODEL_STORE: await tinyStore(), ...env })
  t.after(() => killAll(child))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const errors = text(child.stderr!)
  for await (const line of createInterface(child.stdout!)) {
    const { serving } = JSON.parse(line) as { readonly serving?: string }
    if (serving === undefined) continue
    child.stdout!.resume()
    return { url: serving, child, exited }
  }
  throw new Error(`the server did not start: ${await errors}`)
}

/** Starts a server that is expected to fail; gives its exit code and what it says. */
export async function failToStart(env: {
  readonly [name: string]: string
}): Promise<{ code: number | null; says: string }> {
  const child = launch({ PORT: '0', ...env })
  child.stdout!.resume()
  const [says, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')])
  return { code, says: says.trim() }
}

/** Kills a server with its workers: one that is stopped would hold the output open, and the test run with it. */
function killAll(server: ChildProcess): void {
  try {
    process.kill(-server.pid!, 'SIGKILL')
  } catch {
    // All of them have ended.
  }
}

function launch(env: { readonly [name: string]: string }): ChildProcess {
  const script = join(fixtures, 'serve-tiny.ts')
  return spawn(process.execPath, ['--conditions=slipway-source', script], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that the workers end with it.
    detached: true,
  })
}
