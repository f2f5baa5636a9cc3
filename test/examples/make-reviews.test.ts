import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeReviews } from '../../examples/make-reviews.ts'
import { root } from '../support/imports.ts'

test('the example reviews are what their generator writes', () => {
  assert.equal(readFileSync(join(root, 'examples/reviews.csv'), 'utf8'), makeReviews())
})
