import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type GuessOptions, guessColumns, readTable } from 'slipway/data'
import { temporaryFolder } from './tiny-service.ts'

/** A file as people have it, and what has to become of it: it is read right, or refused with a reason. */
export interface AwkwardFile {
  /** What is peculiar, as a sentence's end: "a file with …". */
  readonly what: string
  readonly content: string | Uint8Array
  /** @default 'data.csv' */
  readonly name?: string
  readonly options?: GuessOptions
  /** Types by column. */
  readonly types?: { readonly [column: string]: string }
  readonly rows?: number
  /** The first row, read with what was guessed; columns that are not here are not looked at. */
  readonly first?: { readonly [column: string]: unknown }
  /** What is said about it, in order; absent: nothing is. */
  readonly says?: readonly (string | RegExp)[]
  /** Columns that cannot be used, and why. */
  readonly unusable?: { readonly [column: string]: string }
  readonly refused?: string | RegExp
}

/** Registers a test for each file: what was guessed has to read all of its rows, and nothing is passed over in silence. */
export function testAwkwardFiles(files: readonly AwkwardFile[]): void {
  for (const file of files) {
    test(`a file with ${file.what} is ${file.refused === undefined ? 'read right' : 'refused with a reason'}`, (t) =>
      file.refused === undefined ? checkRead(t, file) : checkRefused(t, file, file.refused))
  }
}

async function checkRead(t: TestContext, { content, name = 'data.csv', options, ...expected }: AwkwardFile) {
  const path = join(temporaryFolder(t, { [name]: content }), name)
  const guessed = await guessColumns(path, options)
  const { rows } = await readTable(guessed.source, { folder: '.' })
  assert.equal(rows.length, guessed.rows)
  const types = Object.fromEntries(guessed.columns.map(({ name, type }) => [name, type]))
  if (expected.types) assert.deepEqual(types, expected.types)
  if (expected.rows !== undefined) assert.equal(rows.length, expected.rows)
  const [first = {}] = rows
  if (expected.first) assert.deepEqual({ ...first, ...expected.first }, first)
  const said = [...guessed.notes, ...guessed.columns.flatMap(({ note }) => note ?? [])].map((text) =>
    text.replaceAll(path, basename(path)),
  )
  const says = expected.says ?? []
  assert.equal(said.length, says.length, said.join('\n'))
  for (const [i, text] of says.entries()) {
    if (typeof text === 'string') assert.equal(said[i], text)
    else assert.match(said[i] ?? '', text)
  }
  assert.deepEqual(guessed.unusable, expected.unusable ?? {})
}

async function checkRefused(
  t: TestContext,
  { content, name = 'data.csv', options }: AwkwardFile,
  told: string | RegExp,
) {
  const path = join(temporaryFolder(t, { [name]: content }), name)
  const read = guessColumns(path, options).then(({ source }) => readTable(source, { folder: '.' }))
  await assert.rejects(read, (error: Error & { code?: string }) => {
    assert.match(error.code ?? '', /^(INVALID_DATA|INVALID_SERVICE)$/)
    const message = error.message.replaceAll(path, name)
    typeof told === 'string' ? assert.equal(message, told) : assert.match(message, told)
    return true
  })
}

const places = ['north', 'south', 'west']

/** Rows of a made-up table: age, income, group and label, written by `write` row by row. */
export function people(
  write: (age: number, income: number, group: string, label: string, i: number) => string,
  n = 40,
) {
  return Array.from({ length: n }, (_, i) => {
    const [age, income] = [20 + ((i * 37) % 50) + 0.5, 1000 + ((i * 7919) % 4000) + 0.25]
    return write(age, income, places[i % 3] ?? '', age + income / 100 > 70 ? 'yes' : 'no', i)
  })
}
