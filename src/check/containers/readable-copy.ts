import { chmod, cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** Files as a container's user can read them, who is nobody here. */
export interface Readable extends AsyncDisposable {
  readonly path: string
}

/**
 * A file or folder itself where everybody may read it; else a copy that everybody may, in a folder that only we can
 * enter: what is mounted from there is seen in the container and by nobody else. The copy goes away with it.
 */
export async function readable(path: string): Promise<Readable> {
  if (await isReadable(path)) return { path, [Symbol.asyncDispose]: async () => {} }
  const home = await mkdtemp(join(tmpdir(), 'slipway-mount-'))
  const copy = join(home, basename(path))
  await cp(path, copy, { recursive: true })
  await makeReadable(copy)
  return { path: copy, [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }) }
}

async function isReadable(path: string): Promise<boolean> {
  const found = await stat(path)
  if ((found.mode & bits(found.isDirectory())) !== bits(found.isDirectory())) return false
  if (!found.isDirectory()) return true
  const names = await readdir(path)
  return (await Promise.all(names.map((name) => isReadable(join(path, name))))).every(Boolean)
}

async function makeReadable(path: string): Promise<void> {
  const found = await stat(path)
  await chmod(path, found.mode | bits(found.isDirectory()))
  if (found.isDirectory()) for (const name of await readdir(path)) await makeReadable(join(path, name))
}

/** What others need: to read, and to enter a folder. */
function bits(isDirectory: boolean): number {
  return isDirectory ? 0o005 : 0o004
}
