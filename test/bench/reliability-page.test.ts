import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { reliabilityPage } from '../../bench/reliability/page.ts'

test('docs/reliability.md is what bench/reliability/page.ts makes of the results', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reliability.md'), 'utf8')
  assert.equal(page, reliabilityPage(), 'run node --conditions=slipway-source bench/reliability/page.ts')
})
