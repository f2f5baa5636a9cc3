import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanEnvironment, slipway } from '../support/cli.ts'
import { ready } from '../support/server.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

test('init guesses text and label, and writes a service that trains, and is built where nothing is installed', async (t) => {
  const cwd = temporaryFolder(t, { 'my.csv': tinyReviews() })
  const made = await slipway(['init', 'my-service', '--data', 'my.csv'], { cwd })
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /label: stars; learned from the text in text/)
  assert.match(made.stdout, /\nnext: slipway up my-service\n$/)
  assert.match(readFileSync(join(cwd, 'my-service/service.ts'), 'utf8'), /csv\('\.\.\/my\.csv'/)
  const again = await slipway(['init', 'my-service', '--data', 'my.csv'], { cwd })
  assert.equal(again.code, 2)
  assert.match(again.stderr, /there is a service\.ts in my-service already/)

  const built = await slipway(['build', 'my-service', '--out', 'built'], { cwd })
  assert.equal(built.code, 0, built.stderr)
  const env = { ...cleanEnvironment(), MODEL_STORE: 'my-service/.slipway', PORT: '0', HOST: '127.0.0.1' }
  const { url } = await ready(t, spawn(process.execPath, ['built/server.mjs'], { cwd, env }))
  const answer = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"lovely staff"}',
  })
  assert.equal(answer.status, 200)
  assert.equal(((await answer.json()) as { label: string }).label, '5')
})

test('init learns from the columns of a table, and leaves out what is the label in other words', async (t) => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `${i / 7},${i % 3},${i < 30 ? 'small' : 'large'},${i < 30 ? 'no' : 'yes'}`,
  )
  const cwd = temporaryFolder(t, { 'sizes.csv': ['width,kind,size,big', ...lines, ''].join('\n') })
  const made = await slipway(['init', 'sizes', '--data', 'sizes.csv', '--label', 'size'], { cwd })
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /^big .* {2}left out: it is "size" in other words$/m)
  assert.match(readFileSync(join(cwd, 'sizes/service.ts'), 'utf8'), /const features = \['width', 'kind'\] as const/)
})

test('where nothing is called a label and the last column has a value in one row, the next one is taken', async (t) => {
  const lines = Array.from({ length: 40 }, (_, i) => `${i % 7}.5,${'xy'[i % 2]},${'ab'[i % 2]}${i % 2}`)
  const cwd = temporaryFolder(t, { 'odd.csv': ['size,kind,shelf', ...lines, '1.5,x,once', ''].join('\n') })
  const made = await slipway(['init', 'made', '--data', 'odd.csv', '--no-plots', '--json'], { cwd })
  assert.equal(made.code, 0, made.stderr)
  assert.equal(JSON.parse(made.stdout).plan.label, 'kind')
})

test('a column that is not there is named, with what was probably meant', async (t) => {
  const cwd = temporaryFolder(t, { 'my.csv': tinyReviews() })
  const { code, stderr } = await slipway(['init', 'x', '--data', 'my.csv', '--label', 'star'], { cwd })
  assert.equal(code, 2)
  assert.equal(stderr, 'slipway init: there is no column "star". Did you mean "stars"? It has text, stars.\n')
})

test('data that nothing can be learned from is refused before anything is written, with the reason', async (t) => {
  const files = {
    'one.csv': 'size,label\n1,x\n',
    'rare.csv': ['size,label', ...Array.from({ length: 30 }, (_, i) => `${i % 7},${'xy'[i % 2]}`), '1,z', ''].join(
      '\n',
    ),
    'words.csv': ['size,label', ...Array.from({ length: 30 }, (_, i) => `w${i},${'xy'[i % 2]}`), ''].join('\n'),
    'none.csv': 'size,label\n',
  }
  const cwd = temporaryFolder(t, files)
  for (const [file, message] of [
    [
      'one.csv',
      'slipway init: no column looks like a label (2 to 30 different values) or a number to predict; name one with --label COLUMN or --target COLUMN.\n',
    ],
    [
      'rare.csv',
      'slipway init: every label needs two rows or more; of "label" "z" is in one row only. Leave such rows out of the data, or name another label with --label COLUMN.\n',
    ],
    [
      'words.csv',
      'slipway init: beside the label "label" there is no column to learn from: size (nearly every row has another value).\n',
    ],
    ['none.csv', 'none.csv has no rows.\n'],
  ] as const) {
    const { code, stderr } = await slipway(['init', 'made', '--data', file], { cwd })
    assert.deepEqual([code, stderr], [2, message])
  }
  assert.ok(!existsSync(join(cwd, 'made')))
})
