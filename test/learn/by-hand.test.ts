import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../support/imports.ts'
import { fencedBlocks } from '../support/markdown.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const page = fencedBlocks(readFileSync(join(root, 'docs/learn.md'), 'utf8'))

test('the programs of docs/learn.md run, find what helps, and say what columns are worth', (t) => {
  const folder = temporaryFolder(t, { 'package.json': '{"type":"module"}' })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/slipway'))
  copyFileSync(join(root, 'services/ml-app/data/iris.csv'), join(folder, 'iris.csv'))
  for (const { language, user = '', text } of page) if (language !== 'sh') writeFileSync(join(folder, user), text)
  const run = (program: string) =>
    execFileSync(process.execPath, ['--conditions=slipway-source', program], { cwd: folder, encoding: 'utf8' })

  const tuned = run('tune.ts')
  assert.equal(tuned.match(/meanScore|\{ C: /g)?.length, 5, tuned)
  assert.match(tuned, /best: \{ C: 10, stem: 'french' \}\nmécontent\n$/)
  const worth = run('columns.ts')
  assert.match(worth, /^average precision (0\.9\d|1\.00)\n/)
  const gains = Array.from(worth.matchAll(/gain (\d\.\d\d), shuffled (-?\d\.\d\d) less/g), ([, gain, drop]) => ({
    gain: Number(gain),
    drop: Number(drop),
  }))
  assert.equal(gains.length, 4, worth)
  // Petals tell irises apart, sepals hardly.
  assert.ok(gains[2].gain + gains[3].gain > 0.8 && gains[2].drop + gains[3].drop > gains[0].drop + gains[1].drop, worth)
})
