import { SlipwayError } from '../errors.ts'
import { isRecord } from '../values.ts'
import { formatVersion, type Manifest } from './contract.ts'
import { corrupt, sha256 } from './digest.ts'
import { duplicateKey } from './duplicate-key.ts'
import { weightsFile } from './safetensors.ts'

export const manifestFile = 'model.json'
/** Options, labels, scores and golden rows: some kilobytes. Read whole before anything is known about it. */
export const manifestLimitBytes = 16 << 20
/** Of a file, and of all files of a version together: more than any model that is served from one process's memory. */
const limitBytes = 2 ** 32
/** Weights, a card and its plots. */
const mostFiles = 1000

/**
 * What `model.json` says, checked field by field.
 * @param version the name of the version, which has the first digits of the file's digest in it
 * @param where names the version in messages
 * @throws ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW
 */
export function parseManifest(bytes: Uint8Array, version: string, where: string): Manifest {
  const digest = sha256(bytes).slice(0, 8)
  const expected = version.slice(-8)
  if (digest !== expected) {
    const what = `${manifestFile} has a sha256 that begins with ${digest}, the version's name says ${expected}`
    throw corrupt(where, `${what}; the file changed after training. Train again or roll back.`)
  }
  const value = parseJson(bytes, where)
  const format = isRecord(value) ? value.formatVersion : undefined
  if (typeof format === 'number' && format > formatVersion) {
    const what = `was written in format ${format} by ${value.library ?? 'a newer library'}, this library reads up to format ${formatVersion}`
    throw new SlipwayError('ARTIFACT_TOO_NEW', `${where}: ${what}; upgrade it, or train again with this one.`)
  }
  const problems = manifestProblems(value)
  if (problems.length > 0) throw corrupt(where, `${manifestFile} is not as it should be: ${problems.join('; ')}.`)
  const manifest = value as unknown as Manifest
  if (compactTime(manifest.created) !== version.slice(0, 16)) {
    throw corrupt(where, `${manifestFile} says that it was created at ${manifest.created}, the version's name differs.`)
  }
  return manifest
}

/** RFC 3339 without punctuation, as it begins a version's name. */
function compactTime(created: string): string {
  return created.replaceAll(/[-:]/g, '')
}

/**
 * Whether a file of a version may be called so: one name, no path, nothing hidden. Letters, digits, dots, dashes and
 * underscores only, as it becomes part of paths and addresses.
 */
export function isFileName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)
}

/** Whether a part of a model may be called so; a slash parts it from the names of its tensors. */
export function isPartName(name: string): boolean {
  return name !== '' && !name.includes('/')
}

function parseJson(bytes: Uint8Array, where: string): Record<string, unknown> {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Makes a key `__proto__` an own property like any other, unlike an assignment.
    const value = JSON.parse(json)
    const twice = duplicateKey(json)
    if (twice !== undefined) throw new Error(`${JSON.stringify(twice)} stands twice in one object`)
    return value
  } catch (error) {
    throw corrupt(where, `${manifestFile} is not JSON: ${(error as Error).message}.`, error)
  }
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value !== ''
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isJson: Check = (value) => value !== undefined
const isTexts: Check = (value) => Array.isArray(value) && value.every((text) => typeof text === 'string')
const isDigest: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isTime: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !Number.isNaN(Date.parse(value))

const fields: readonly [name: string, expected: string, check: Check][] = [
  ['formatVersion', `a whole number up to ${formatVersion}`, (value) => isCount(value) && (value as number) >= 1],
  ['library', 'a text', isText],
  ['service', 'a text', isText],
  ['model', 'a text', isText],
  ['kind', 'a text', isText],
  ['created', 'a time such as 2026-11-22T10:15:00Z', isTime],
  ['options', 'a value', isJson],
  ['labels', 'an array of texts', isTexts],
  ['input', 'a value', isJson],
  ['metrics', 'an object with rows, and labels, accuracy and confusion_matrix or root_mean_squared_error', isScores],
  ['data', 'null, or name, rows, sha256 and synthetic', (value) => value === null || isDataSource(value)],
  ['learnedSha256', 'a sha256', (value) => value === undefined || isDigest(value)],
  ['golden', 'an array of inputs with outputs', (value) => Array.isArray(value) && value.every(isGoldenRow)],
  ['seen', 'an object of columns, each with min and max or values', (value) => value === undefined || isSeen(value)],
  ['parts', 'an object of parts, each with kind and config', (value) => isRecordOf(value, isPartName, isPart)],
  ['files', 'an object of files, each with sha256 and sizeBytes', (value) => isRecordOf(value, isFileName, isFile)],
]

function manifestProblems(value: unknown): string[] {
  if (!isRecord(value)) return ['expected an object']
  const problems = fields.flatMap(([name, expected, check]) => {
    const field = Object.hasOwn(value, name) ? value[name] : undefined
    if (check(field)) return []
    return [`"${name}" ${shown(field)}, expected ${expected}`]
  })
  if (problems.length > 0) return problems
  const names = Object.keys(value.files as object)
  if (names.length > mostFiles) return [`"files" has ${names.length} files, expected ${mostFiles} at most`]
  const bytes = Object.values(value.files as object).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  if (bytes > limitBytes) return [`"files" has ${bytes} bytes, expected ${limitBytes} at most`]
  if (names.includes(manifestFile)) return [`"files" has ${manifestFile} itself`]
  return names.includes(weightsFile) ? [] : [`"files" lacks ${weightsFile}`]
}

function shown(field: unknown): string {
  if (field === undefined) return 'is missing'
  if (typeof field === 'object' && field !== null)
    return Array.isArray(field) ? 'is another array' : 'is another object'
  return `is ${JSON.stringify(field).slice(0, 60)}`
}

function isDataSource(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value.name) &&
    isCount(value.rows) &&
    isDigest(value.sha256) &&
    typeof value.synthetic === 'boolean' &&
    (value.sample === undefined || typeof value.sample === 'boolean')
  )
}

function isScores(value: unknown): boolean {
  const isRow: Check = (row) => Array.isArray(row) && row.every(isCount)
  return (
    isRecord(value) &&
    isCount(value.rows) &&
    (typeof value.root_mean_squared_error === 'number' ||
      (isTexts(value.labels) &&
        typeof value.accuracy === 'number' &&
        Array.isArray(value.confusion_matrix) &&
        value.confusion_matrix.every(isRow)))
  )
}

function isSeen(value: unknown): boolean {
  const isColumn: Check = (column) =>
    isRecord(column) &&
    (Array.isArray(column.values)
      ? column.values.every((one) => typeof one === 'string')
      : typeof column.min === 'number' && typeof column.max === 'number')
  return isRecordOf(value, () => true, isColumn)
}

function isGoldenRow(value: unknown): boolean {
  return isRecord(value) && isJson(value.input) && isJson(value.output)
}

function isPart(value: unknown): boolean {
  return isRecord(value) && isText(value.kind) && isRecord(value.config)
}

function isFile(value: unknown): boolean {
  return (
    isRecord(value) && isDigest(value.sha256) && isCount(value.sizeBytes) && (value.sizeBytes as number) <= limitBytes
  )
}

function isRecordOf(value: unknown, isKey: (key: string) => boolean, check: Check): boolean {
  return isRecord(value) && Object.entries(value).every(([key, entry]) => isKey(key) && check(entry))
}
