import { createHash, type Hash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SlipwayError } from '../errors.ts'
import type { Source } from './contract.ts'

/** The files of a source, one or the parts of a folder, and what reading them adds up to. */
export interface Files {
  /** Base name of the file or the folder; no path, as it is written into the model's card. */
  readonly name: string
  readonly paths: readonly string[]
  readonly sizeBytes: number
  /** Of the bytes on disk, all parts in order. */
  readonly hash: Hash
  readonly onProgress: (share: number) => void
  readBytes: number
}

/** How each format is called on disk; `.gz` may follow. */
export const extensions: { readonly [F in Source['format']]: readonly string[] } = {
  csv: ['.csv', '.tsv', '.txt'],
  excel: ['.xlsx'],
  json: ['.json'],
  jsonl: ['.jsonl', '.ndjson'],
  parquet: ['.parquet'],
  module: ['.ts', '.js', '.mjs'],
}

/** A path as messages show it: from the current directory where it lies below. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere
}

/** Finds the file, or the parts of a folder: by name, without hidden files and markers such as `_SUCCESS`. */
export async function findFiles(
  path: string,
  format: Source['format'],
  onProgress: (share: number) => void,
): Promise<Files> {
  const isFolder = (await stat(path)).isDirectory()
  const found = isFolder ? await listParts(path, format) : [path]
  const sizes = await Promise.all(found.map(async (part) => (await stat(part)).size))
  // Spark leaves a part without a byte, and so without a header, where a partition had no rows.
  const paths = found.length === 1 ? found : found.filter((_, at) => sizes[at]! > 0)
  const name = isFolder ? `${basename(resolve(path))}/` : basename(path)
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0)
  return { name, paths, sizeBytes, hash: createHash('sha256'), onProgress, readBytes: 0 }
}

/**
 * The bytes of one file in pieces of about 1 MB, unpacked where it is gzip (told by its first bytes, not its name).
 * A piece is good until the next one is asked for, which may come in the same memory.
 * @throws INVALID_DATA where the gzip stream is damaged, or the file is another kind of archive.
 */
export async function* readChunks(files: Files, path: string): AsyncGenerator<Buffer> {
  const start = await firstBytes(path)
  if (start.toString('latin1') === 'PK\x03\x04') {
    throw new SlipwayError(
      'INVALID_DATA',
      `${shownPath(path)} is a zip archive or an Excel file; unpack it, or save it as CSV.`,
    )
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  if (!isGzip) return yield* rawChunks(files, path)
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // A failure on either side destroys `gunzip`, which then throws here.
  pipeline(copied(rawChunks(files, path)), gunzip, () => {})
  try {
    yield* gunzip
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error
    const message = `${shownPath(path)}: the gzip stream is damaged or cut off (${(error as Error).message}); fetch the file again.`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
}

/** All bytes of a file at once, for formats that cannot be read in pieces. */
export async function readAll(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of copied(chunks)) all.push(chunk)
  return Buffer.concat(all)
}

const chunkBytes = 1 << 20

/** The bytes on disk, each counted for the progress and the digest. */
export async function* rawChunks(files: Files, path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  // One buffer for all pieces: a fresh one for each had the collector run twice as often.
  const buffer = Buffer.allocUnsafeSlow(chunkBytes)
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null)
      if (bytesRead === 0) return
      const chunk = buffer.subarray(0, bytesRead)
      files.hash.update(chunk)
      files.readBytes += bytesRead
      files.onProgress(Math.min(1, files.readBytes / files.sizeBytes))
      yield chunk
    }
  } finally {
    await file.close()
  }
}

async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}

async function listParts(folder: string, format: Source['format']): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !/^[._]/.test(name))
  const inner = entries.find((entry) => entry.isDirectory())
  if (inner) {
    const message = `${shownPath(folder)} has the folder "${inner.name}" in it; the parts of a table lie side by side in one folder.`
    throw new SlipwayError('INVALID_DATA', message)
  }
  const names = entries.map(({ name }) => name).sort()
  // A README beside the parts is none of them; parts without any extension are.
  const fitting = names.filter((name) => extensions[format].some((end) => name.replace(/\.gz$/i, '').endsWith(end)))
  const parts = fitting.length > 0 ? fitting : names
  if (parts.length === 0) {
    throw new SlipwayError('INVALID_DATA', `${shownPath(folder)}${sep} has no ${extensions[format][0]} file in it.`)
  }
  return parts.map((name) => join(folder, name))
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
