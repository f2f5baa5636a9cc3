import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { SlipwayError } from '../errors.ts'
import { shownPath } from './files.ts'
import type { ObjectRows } from './object-rows.ts'

/**
 * Rows that a module makes. Its export `name` says what they are; its export `rows` is a function that gives them, or
 * gives a promise of them, or is them: an array, an iterable or an async iterable of objects.
 *
 * The digest is of the checked rows as JSON lines, so that it says whether two trainings saw the same.
 */
export async function readModule(path: string, into: ObjectRows): Promise<{ name: string; sha256: string }> {
  const exports = await importModule(path)
  const { name } = exports
  if (typeof name !== 'string' || name === '') {
    const message = `${shownPath(path)} has to export \`name\`, a text that says what its rows are.`
    throw new SlipwayError('INVALID_DATA', message)
  }
  let count = 0
  try {
    for await (const value of await rowsOf(exports, path)) {
      const row = ++count
      into.add(value, () => `${shownPath(path)}, row ${row}`)
    }
  } catch (error) {
    if (error instanceof SlipwayError) throw error
    const message = `${shownPath(path)}: its \`rows\` failed after row ${count}: ${(error as Error).message}`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
  const hash = createHash('sha256')
  for (const row of into.rows) hash.update(`${JSON.stringify(row)}\n`)
  return { name, sha256: hash.digest('hex') }
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    const message = `${shownPath(path)} could not be imported: ${(error as Error).message}`
    throw new SlipwayError('INVALID_DATA', message, { cause: error })
  }
}

async function rowsOf(exports: Record<string, unknown>, path: string): Promise<Iterable<unknown>> {
  const rows = await (typeof exports.rows === 'function' ? exports.rows() : exports.rows)
  const isIterable =
    typeof rows === 'object' && rows !== null && (Symbol.iterator in rows || Symbol.asyncIterator in rows)
  if (isIterable) return rows as Iterable<unknown>
  const message = `${shownPath(path)} has to export \`rows\`, a function that gives the rows: an array, an iterable or a promise of one.`
  throw new SlipwayError('INVALID_DATA', message)
}
