import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strangeLabels } from '../../src/serve/models/strange-labels.ts'

const labels = ['good', "it's", 'bad']

test('labels that the rule of today does not spell out are named', () => {
  const then = { labels, options: { label: "(row) => row.n > 1 ? \"good\" : row.n ? 'it\\'s' : `bad` // don't" } }
  assert.deepEqual(strangeLabels({ label: "(row) => row.n ? 'good' : 'poor'" }, then), ['bad'])
  assert.deepEqual(strangeLabels({ label: then.options.label }, then), [])
  assert.deepEqual(strangeLabels({ label: 12 }, then), [])
})

test('a rule written to be searched for ever is searched at once', () => {
  for (const label of [
    `'${'\\a'.repeat(1_000_000)}`,
    "'\\".repeat(1_000_000),
    '\'"`'.repeat(1_000_000),
    `${'"\n'.repeat(1_000_000)}`,
  ]) {
    const started = performance.now()
    strangeLabels({ label: "'good'" }, { labels, options: { label } })
    assert.ok(performance.now() - started < 3000, label.slice(0, 20))
  }
})
