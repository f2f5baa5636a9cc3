import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { root } from './imports.ts'
import { temporaryFolder } from './tiny-service.ts'

const run = promisify(execFile)

/** Runs `docker …`; gives what it printed, trimmed. @throws where it ends with another code than 0 */
export async function docker(args: readonly string[], cwd = root): Promise<string> {
  // Any engine can build what we write; the older builder shows it.
  const env = { ...process.env, DOCKER_BUILDKIT: '0' }
  const { stdout } = await run('docker', args, { cwd, env, maxBuffer: 1e8 })
  return stdout.trim()
}

/** Why a test that needs an engine is skipped; false where one answers and containers are asked for: they take minutes. */
export const noDocker: string | false =
  process.env.CONTAINERS === '1'
    ? await docker(['version', '--format', '{{.Server.Version}}']).then(
        () => false,
        () => 'there is no Docker engine here',
      )
    : 'tests in containers take minutes: CONTAINERS=1 runs them, .ci/run does'

/** How production confines a server. */
export const confined = [
  '--read-only',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  '--user=65532',
  '--memory=256m',
]

export interface Container {
  readonly id: string
  /** Where it is reached from this machine. */
  readonly url: string
}

/** Starts the API of a service from its image; taken away after the test. */
export async function startApi(
  t: TestContext,
  { image, service, store, port, options = [] }: ApiOptions,
): Promise<Container> {
  const users = join(root, 'services', service, 'credentials.csv')
  const mounts = [`${store}:/models:ro`]
  if (existsSync(users)) {
    const copy = join(temporaryFolder(t), 'credentials.csv')
    copyFileSync(users, copy)
    chmodSync(copy, 0o644)
    mounts.push(`${copy}:/server/credentials.csv:ro`)
  }
  const volumes = mounts.map((mount) => `--volume=${mount}`)
  const id = await docker([
    'run',
    '--detach',
    ...confined,
    ...volumes,
    ...options,
    `--publish=127.0.0.1::${port}`,
    image,
  ])
  t.after(() => docker(['rm', '--force', '--volumes', id]))
  const published = await docker(['port', id, String(port)])
  return { id, url: `http://${published.split('\n')[0]}` }
}

interface ApiOptions {
  readonly image: string
  /** Its name under services/. */
  readonly service: string
  /** The folder of its models. */
  readonly store: string
  readonly port: number
  /** More for `docker run`. */
  readonly options?: readonly string[]
}

/** Waits until a server says that it is ready. @throws with its logs where it ended */
export async function untilReady({ id, url }: Container): Promise<void> {
  for (;;) {
    const { ok } = await fetch(`${url}/readyz`).catch(() => ({ ok: false }))
    if (ok) return
    const running = await docker(['inspect', '--format', '{{.State.Running}}', id])
    if (running !== 'true') throw new Error(`the container ended: ${await docker(['logs', id])}`)
    await sleep(20)
  }
}
