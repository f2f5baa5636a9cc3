import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { SlipwayError } from '../errors.ts'
import type { Source } from './contract.ts'
import { extensions, shownPath } from './files.ts'

/**
 * The source that `--data FILE` puts in the place of a declared one: the columns and options of the declared source,
 * the format by the file's extension. `path` is relative to the current directory.
 *
 * @throws DATA_NOT_FOUND where there is no such file; USAGE where its extension is of no known format.
 */
export function sourceForFile<R>(template: Source<R>, path: string): Source<R> {
  const full = resolve(path)
  const name = firstFile(full)
  const bare = name.toLowerCase().replace(/\.gz$/, '')
  const format = (['csv', 'json', 'jsonl', 'parquet', 'excel'] as const).find((format) =>
    extensions[format].some((extension) => bare.endsWith(extension)),
  )
  if (!format) {
    const known = '.csv, .tsv, .txt, .json, .jsonl, .ndjson or .parquet, each also with .gz, or .xlsx'
    const hint = /\.(xls|xlsb|xlsm|ods|numbers)$/.test(bare) ? ' Save the spreadsheet as .xlsx or CSV.' : ''
    throw new SlipwayError('USAGE', `${shownPath(full)}: cannot tell its format by its name; expected ${known}.${hint}`)
  }
  const delimiter = bare.endsWith('.tsv') ? '\t' : template.delimiter === '\t' ? ',' : template.delimiter
  return { ...template, format, path: full, delimiter, synthetic: false, sample: false }
}

/** The name that tells the format: of the file, or of the first part in the folder. */
function firstFile(path: string): string {
  try {
    if (!statSync(path).isDirectory()) return path
    const parts = readdirSync(path).filter((name) => !/^[._]/.test(name))
    return parts.sort().find((name) => /\.(csv|tsv|txt|json|jsonl|ndjson|parquet|xlsx)(\.gz)?$/i.test(name)) ?? path
  } catch (error) {
    const message = `There is no data: ${shownPath(path)} does not exist or cannot be read.`
    throw new SlipwayError('DATA_NOT_FOUND', message, { cause: error })
  }
}
