import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../support/imports.ts'
import { hasTool, run } from '../support/kubernetes.ts'

test('hadolint finds nothing in the Dockerfiles', { skip: !hasTool('hadolint') && 'hadolint is not here' }, () => {
  const files = globSync('services/*/deploy/*Dockerfile', { cwd: root }).map((file) => `${root}/${file}`)
  assert.ok(files.length > 0)
  const { status, output } = run('hadolint', files)
  assert.equal(status, 0, output)
})
