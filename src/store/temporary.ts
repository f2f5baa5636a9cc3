import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

const prefix = '.tmp-'
const dayMs = 24 * 60 * 60 * 1000

/** A hidden name that says who is writing: `.tmp-<host>-<process>-<random>`. */
export function temporaryName(): string {
  return `${prefix}${host()}-${process.pid}-${randomBytes(6).toString('hex')}`
}

/**
 * Removes what writers that were killed have left in a folder: when its process on this host is gone, or after a day
 * where it was another host's. Failing to is no reason to fail: nobody reads leftovers.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix))
      .map(async (name) => {
        const path = join(folder, name)
        if (await isLeftover(path, name)) await rm(path, { recursive: true, force: true })
      }),
  ).catch(() => {})
}

async function isLeftover(path: string, name: string): Promise<boolean> {
  const [, writer, pid] = /^\.tmp-(.+)-(\d+)-[0-9a-f]+$/.exec(name) ?? []
  // Process numbers mean something on one host only: containers that share a volume all have a process 1.
  if (writer === host() && pid !== undefined) return !isRunning(Number(pid))
  const { mtimeMs } = await stat(path)
  return Date.now() - mtimeMs > dayMs
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function host(): string {
  return hostname().replaceAll(/[^A-Za-z0-9.-]/g, '_')
}
