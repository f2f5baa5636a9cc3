import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of data sets beside the repository, which is no part of it; `SLIPWAY_SHARED_DATA` names another. */
const folder = process.env.SLIPWAY_SHARED_DATA ?? resolve(import.meta.dirname, '../../../shared/data')

/** The path of a file among the shared data sets, or undefined where it is not there: the test then skips. */
export function sharedData(name: string): string | undefined {
  const path = join(folder, name)
  return existsSync(path) ? path : undefined
}
