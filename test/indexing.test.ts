import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root, sourceFiles } from './support/imports.ts'

test('no index in the learning core is followed by an exclamation mark, which would check nothing', () => {
  const marked = sourceFiles('src/learn').filter((file) => /\]!(?!=)/.test(readFileSync(join(root, file), 'utf8')))
  assert.deepEqual(marked, [])
})
