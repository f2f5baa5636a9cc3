import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isSlipwayError, SlipwayError } from 'slipway'
import { errorsPage } from '../docs/errors.ts'

test('the page of errors is the one that the table makes', () => {
  const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')
  assert.equal(page, errorsPage(), 'run: node docs/errors.ts')
})

test('an error knows its status, its exit code, its problems and its cause', () => {
  const cause = new Error('no space left')
  const problems = [{ path: '/inputs/0', message: 'expected a text, got null' }]
  const error = new SlipwayError('INVALID_INPUT', 'v1: 1 of 2 inputs cannot be read.', { problems, cause })
  assert.deepEqual([error.status, error.exitCode, error.problems, error.cause], [400, 2, problems, cause])
  assert.ok(isSlipwayError(error, 'INVALID_INPUT'))
  assert.ok(!isSlipwayError(error, 'INTERNAL'))
  assert.ok(!isSlipwayError(cause))
})
