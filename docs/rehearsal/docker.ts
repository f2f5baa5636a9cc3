import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs `docker …`; gives what it printed, trimmed. @throws Error with what it wrote, where it fails */
export async function docker(...args: readonly string[]): Promise<string> {
  // Nothing here needs the newer builder, and not every engine has it.
  const env = { ...process.env, DOCKER_BUILDKIT: '0' }
  const { stdout } = await run('docker', args, { env, maxBuffer: 1e8 })
  return stdout.trim()
}

/** The version of the engine; undefined where none answers. */
export async function engineVersion(): Promise<string | undefined> {
  return await docker('version', '--format', '{{.Server.Version}}').catch(() => undefined)
}
