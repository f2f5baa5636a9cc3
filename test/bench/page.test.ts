import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readReports, toPage } from '../../bench/kit/page.ts'

test('docs/benchmarks.md is what node bench/page.ts makes of the results', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8')
  assert.equal(page, toPage(readReports()), 'run node bench/page.ts')
})
