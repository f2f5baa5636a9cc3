import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Command } from '../../kit/server.ts'

/** Any image that has chroot(1): the whole file system is the host's, so that every server runs as it does outside. */
const image = process.env.CONFINING_IMAGE ?? 'debian:bookworm-slim'

/**
 * The same command in a container with so much memory and so many cores, on the host's network and files: only the
 * limits differ, and what answers is the process itself, with no proxy before it.
 */
export function confined(
  { args, env = {} }: Command,
  { memoryMb, cpus }: { readonly memoryMb: number; readonly cpus: number },
): Command {
  const variables = Object.entries({ PATH: process.env.PATH ?? '', ...env }).map(([name, value]) => `${name}=${value}`)
  return {
    args: [
      ...['docker', 'run', '--rm', '--network', 'host', '--volume', '/:/host', '--entrypoint', 'chroot'],
      ...['--label', 'slipway-reliability', `--memory=${memoryMb}m`, `--memory-swap=${memoryMb}m`, `--cpus=${cpus}`],
      ...[image, '/host', 'env', ...variables, ...args],
    ],
  }
}

/** Whether an engine answers. */
export async function canConfine(): Promise<boolean> {
  return promisify(execFile)('docker', ['image', 'inspect', image]).then(
    () => true,
    () => false,
  )
}
