import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { estimatorsPage } from '../../docs/estimators.ts'

test('the page of estimators is the one that their descriptors make, with a sentence about every option', () => {
  const page = readFileSync(new URL('../../docs/estimators.md', import.meta.url), 'utf8')
  assert.equal(page, estimatorsPage(), 'run: node --conditions=slipway-source docs/estimators.ts')
  const without = page.split('\n').filter((line) => /^\| `.*\|\s*\|$/.test(line))
  assert.deepEqual(without, [])
})
