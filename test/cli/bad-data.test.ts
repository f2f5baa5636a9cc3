import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'

/** Files that cannot be learned from, and all that is said about each; nothing else is printed, and the exit code is 2. */
const refused: readonly [what: string, file: string, content: string | Buffer | undefined, message: string][] = [
  ['is missing', 'nowhere.csv', undefined, 'There is no data: nowhere.csv does not exist or cannot be read.'],
  [
    'lacks a column',
    'columns.csv',
    'txt,stars\ngood,5\nbad,1\n',
    'columns.csv: there is no column "text"; its header has "txt", "stars".',
  ],
  [
    'has words where a number belongs',
    'words.csv',
    'text,stars\ngood,five\nbad,1\n',
    'words.csv, row 2, column "stars": expected a whole number, got "five".',
  ],
  [
    'has ragged rows',
    'ragged.csv',
    'text,stars\ngood,5,6\nbad\n',
    '2 problems in the data:\n  ragged.csv, row 2: has 3 cells, the header has 2.\n  ragged.csv, row 3: has 1 cell, the header has 2.',
  ],
  [
    'leaves a quote open',
    'quote.csv',
    'text,stars\n"good,5\nbad,1\n',
    'quote.csv, row 2, cell 1: a quote opens here and never closes: "good,5\\nbad,1\\n".',
  ],
  ['has no rows', 'header.csv', 'text,stars\n', 'header.csv has no rows.'],
  ['is empty', 'empty.csv', '', 'empty.csv is empty; expected a header line and rows.'],
  [
    'has one class only',
    'good.csv',
    'text,stars\ngreat,5\nlovely,5\n',
    'mood: learning needs rows of at least two labels; good.csv has positive (2 rows).',
  ],
  [
    'has no row with a label',
    'threes.csv',
    'text,stars\nso so,3\nwell,3\n',
    'mood: learning needs rows of at least two labels; threes.csv has no labelled rows.',
  ],
  [
    'is of another encoding',
    'latin.csv',
    Buffer.from('text,stars\ncaf\xe9,5\nbad,1\n', 'latin1'),
    'latin.csv, row 2: byte 0xE9 after "caf" is not UTF-8; a file from Windows is read with encoding: \'windows-1252\'.',
  ],
  [
    'is of no known format',
    'reviews.xls',
    'text,stars\n',
    'reviews.xls: cannot tell its format by its name; expected .csv, .tsv, .txt, .json, .jsonl, .ndjson or .parquet, each also with .gz, or .xlsx. Save the spreadsheet as .xlsx or CSV.',
  ],
]

for (const [what, file, content, message] of refused) {
  test(`a data file that ${what} is refused by name, and nothing is trained`, async (t) => {
    const cwd = smallService(t)
    if (content !== undefined) writeFileSync(join(cwd, file), content)
    const { code, stdout, stderr } = await slipway(['train', '.', '--data', file], { cwd })
    assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: '', stderr: `${message}\n` })
  })
}

test('a byte-order mark, line breaks in quotes, quotes in quotes and Windows line ends are ordinary', async (t) => {
  const rows = Array.from({ length: 10 }, (_, i) => `"a ""great"" ride,\r\nnumber ${i}",5\r\n"rude, ${i}",1\r\n`)
  const cwd = smallService(t, { 'reviews.csv': `\ufefftext,stars\r\n${rows.join('')}` })
  const { code, stdout } = await slipway(['train', '.', '--json'], { cwd })
  assert.equal(code, 0)
  const [{ data, scores }] = JSON.parse(stdout).models
  assert.deepEqual([data.rows, scores.accuracy], [20, 1])
})

const services: readonly [what: string, file: string, message: RegExp][] = [
  ['does not parse', 'export default {', /^\S+service\.ts cannot be imported: SyntaxError: .*\n$/],
  [
    'has no default export',
    'export const service = 1',
    /^\S+service\.ts has no default export; it has to end in `export default defineService\(\{ … \}\)`\.\n$/,
  ],
  [
    'declares what cannot work',
    smallServiceFile.replace("name: 'reviews'", "name: 'My Reviews'").replace('port: 5999', 'port: 70_000'),
    /^My Reviews cannot work as it is declared:\n {2}\/name: .*"My Reviews"\.\n {2}\/port: expected a whole number from 1 to 65535, got 70000\.\n$/,
  ],
  [
    'gives an option a value outside its range',
    smallServiceFile.replace('new LogisticRegression()', 'new LogisticRegression({ C: -1 })'),
    /^\S+service\.ts: LogisticRegression: C: expected a number above 0, got -1\.\n$/,
  ],
  [
    'spreads options that there are not into an estimator',
    smallServiceFile.replace('new LogisticRegression()', 'new LogisticRegression({ ...{ c: 1, tol: 0, maxiter: 5 } })'),
    /^\S+service\.ts: LogisticRegression: tol: expected a number above 0, got 0; c: there is no such option; did you mean C\?; maxiter: there is no such option; did you mean maxIter\?\n$/,
  ],
]

for (const [what, file, message] of services) {
  test(`a service file that ${what} is told so, without a stack`, async (t) => {
    const cwd = smallService(t, { 'service.ts': file })
    const { code, stdout, stderr } = await slipway(['train', '.'], { cwd })
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' })
    assert.match(stderr, message)
  })
}

test('SLIPWAY_DEBUG=1 shows where a failure came from', async (t) => {
  const cwd = smallService(t)
  const { stderr } = await slipway(['train', '.', '--data', 'nowhere.csv'], { cwd, env: { SLIPWAY_DEBUG: '1' } })
  assert.match(stderr, /^SlipwayError: There is no data: .*\n +at .*source-for-file\.ts/)
})
