import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A suite that gives no sign of life for that long has gone, or never came. */
const patienceMs = 15_000

/**
 * Lets suites that were started together, each in a container of its own, run one after another: each waits for those
 * before it, does its work, and leaves when all have had their turn. So one that fails ends before no other has run,
 * whatever starts and stops them. A file for each suite in a folder that they share says how far it is.
 */
export async function runInOrder<T>(
  suite: string,
  order: readonly string[],
  folder: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = Date.now()
  const own = join(folder, suite)
  const isGone = (name: string) => {
    const path = join(folder, name)
    const lastSign = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? started
    return Date.now() - lastSign > patienceMs || readIfThere(path) === 'done'
  }
  const goneAll = async (names: readonly string[]) => {
    while (!names.every(isGone)) await sleep(50)
  }

  writeFileSync(own, 'here')
  const alive = setInterval(() => utimesSync(own, new Date(), new Date()), 1000)
  try {
    await goneAll(order.slice(0, order.indexOf(suite)))
    const result = await work()
    writeFileSync(own, 'done')
    await goneAll(order)
    return result
  } finally {
    clearInterval(alive)
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
