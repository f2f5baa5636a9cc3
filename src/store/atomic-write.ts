import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { removeLeftovers, temporaryName } from './temporary.ts'

/**
 * Writes a file so that a reader, a crash or a full disk meets the old bytes or the new ones, never a mixture: under
 * another name in the same folder, to the disk, then renamed over the old one, which POSIX does in one step.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  await writeAside(path, (aside) => writeFileDurably(aside, bytes), rename)
}

/** Writes a file of one byte in a folder, or in the nearest one above it that exists, and removes it again. */
export async function tryWriting(folder: string): Promise<void> {
  const path = join(folder, temporaryName())
  try {
    await writeFileDurably(path, Buffer.from('\n'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error
    return tryWriting(dirname(folder))
  }
  await rm(path)
}

/** Writes a folder so that it is there with all its files, or not at all; one that is there is mended. */
export async function writeFolderAtomically(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const write = async (aside: string) => {
    await mkdir(aside)
    for (const [name, bytes] of files) await writeFileDurably(join(aside, name), bytes)
    await syncFolder(aside)
  }
  await writeAside(path, write, (aside) => moveFolder(aside, path, files.keys()))
}

async function writeAside(
  path: string,
  write: (aside: string) => Promise<void>,
  moveInPlace: (aside: string, path: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(path)
  await makeFolder(parent)
  const aside = join(parent, temporaryName())
  try {
    await write(aside)
    await moveInPlace(aside, path)
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => {})
    throw error
  }
  await syncFolder(parent)
  await removeLeftovers(parent)
}

async function writeFileDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Unlike a file, a folder with files in it is not replaced by a rename. Its files are, one by one: where another writer
 * was faster with the same bytes, or some are damaged, the folder is whole at the end and at no moment gone.
 */
async function moveFolder(aside: string, path: string, names: Iterable<string>): Promise<void> {
  try {
    await rename(aside, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    for (const name of names) await rename(join(aside, name), join(path, name))
    await syncFolder(path)
    await rmdir(aside)
  }
}

async function makeFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true })
  if (firstMade === undefined) return
  for (let made = path; made.length >= firstMade.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** Brings a folder's list of names to the disk, where the file system knows how. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  try {
    await folder?.sync()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR' && code !== 'ENOTSUP') throw error
  } finally {
    await folder?.close()
  }
}
