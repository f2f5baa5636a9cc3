import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Size of all files below a folder. */
export function folderBytes(folder: string): number {
  const entries = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))))
  return entries.filter((entry) => entry.isFile()).reduce((sum, { size }) => sum + size, 0)
}
