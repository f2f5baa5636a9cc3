import { SlipwayError } from '../errors.ts'
import type { Source } from './contract.ts'
import { cellTexts } from './csv-reader.ts'
import { CsvScanner } from './csv-scanner.ts'
import { openText } from './encoding.ts'
import { findFiles, readChunks, shownPath } from './files.ts'

/**
 * The names in the header of a CSV file (of a folder of parts: of the first one), for those who want every column.
 * @throws INVALID_DATA where there is no header, DATA_NOT_FOUND where there is no file
 */
export async function readColumnNames(source: Pick<Source, 'path' | 'delimiter' | 'encoding'>): Promise<string[]> {
  const files = await findFiles(source.path, 'csv', () => {}).catch((cause) => {
    throw new SlipwayError('DATA_NOT_FOUND', `${shownPath(source.path)} does not exist or cannot be read.`, { cause })
  })
  const text = await openText(readChunks(files, files.paths[0]!), source.encoding, files.paths[0]!)
  const scanner = new CsvScanner(source.delimiter)
  let bytes: Buffer = Buffer.alloc(0)
  for await (const chunk of text.chunks) {
    bytes = Buffer.concat([bytes, chunk])
    if (scanner.scan(bytes, 0, false) >= 0) return cellTexts(scanner, bytes, text.encoding)
  }
  if (bytes.length === 0) {
    throw new SlipwayError('INVALID_DATA', `${shownPath(source.path)} is empty; expected a header line and rows.`)
  }
  scanner.scan(bytes, 0, true)
  return cellTexts(scanner, bytes, text.encoding)
}
