import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')

test('a wrong model, permission, column, label, parameter or answer is a compile error', () => {
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { status, stdout } = spawnSync(tsc, ['-p', import.meta.dirname], { encoding: 'utf8' })
  assert.equal(stdout, '')
  assert.equal(status, 0)
})
