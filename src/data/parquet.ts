import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type Compressors, type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'
import type { Column } from './column.ts'
import { type Files, readAll, readChunks, shownPath } from './files.ts'
import type { RowSink } from './object-rows.ts'
import { listed } from './problems.ts'

/** Snappy comes with the reader, the rest with Node. LZ4 and LZO are in neither and refused with their name. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
}
const supported: readonly string[] = ['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)]

/**
 * Reads the named columns, or all of them, of one Parquet file, one row group after the other. The file is held in memory packed, as
 * its digest needs every byte of it.
 */
export async function readParquet(
  columns: readonly Column[] | 'all',
  files: Files,
  path: string,
  rows: RowSink,
): Promise<void> {
  const bytes = await readAll(readChunks(files, path))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const metadata = readMetadata(file, path)
  const names = checkColumns(metadata, columns, path)
  for (const { element } of parquetSchema(metadata).children) {
    if (element.type === 'DOUBLE' || element.type === 'FLOAT') rows.measured?.add(element.name)
  }
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
    try {
      const found = await parquetReadObjects({ file, metadata, columns: names, rowStart, rowEnd, compressors })
      found.forEach((row, at) => {
        const number = rowStart + at + 1
        rows.add(row, () => `${shownPath(path)}, row ${number}`)
      })
    } catch (error) {
      const message = `${shownPath(path)}: the rows from ${rowStart + 1} on cannot be read (${(error as Error).message}).`
      throw new SlipwayError('INVALID_DATA', message, { cause: error })
    }
    rowStart = rowEnd
  }
}

function readMetadata(file: ArrayBuffer, path: string): FileMetaData {
  try {
    return parquetMetadata(file)
  } catch (error) {
    const message = `${shownPath(path)} is not a Parquet file, or cut off (${(error as Error).message}).`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
}

/** @throws INVALID_DATA where a column is missing, or packed in a way that nothing here unpacks. */
function checkColumns(metadata: FileMetaData, columns: readonly Column[] | 'all', path: string): string[] {
  const present = parquetSchema(metadata).children.map(({ element }) => element.name)
  const names = columns === 'all' ? present : columns.map(({ name }) => name)
  const absent = names.filter((name) => !present.includes(name))
  if (absent.length > 0) {
    const message = absent.map((name) => `there is no column ${shown(name)}`).join(', ')
    throw new SlipwayError('INVALID_DATA', `${shownPath(path)}: ${message}; it has ${listed(present)}.`)
  }
  const chunks = metadata.row_groups.flatMap((group) => group.columns)
  const codec = chunks.map(({ meta_data: chunk }) => chunk?.codec).find((codec) => codec && !supported.includes(codec))
  if (codec) {
    const message = `${shownPath(path)} is packed with ${codec}; write it with one of ${supported.join(', ')}.`
    throw new SlipwayError('INVALID_DATA', message)
  }
  return names
}
