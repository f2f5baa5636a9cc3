import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printYaml } from '../../src/deploy/yaml.ts'

test('a value is printed in its own order, without anchors, what is undefined left out', () => {
  const shared = { a: 1 }
  assert.equal(printYaml({ z: shared, b: [shared], c: undefined }), 'z:\n  a: 1\nb:\n  - a: 1\n')
})

test('a word that a reader of YAML 1.1 takes for a boolean or a number is quoted', () => {
  assert.equal(printYaml({ on: 'yes', at: '12:30', tag: '0123456' }), '"on": "yes"\nat: "12:30"\ntag: "0123456"\n')
})

test('a comment stands above its key or its item', () => {
  const printed = printYaml(
    { a: [{ name: 'x', b: 2 }, 'last one'] },
    { comments: { '/a': 'all', '/a/0/b': 'why\ntwo', '/a/1': 'last' } },
  )
  assert.equal(printed, '# all\na:\n  - name: x\n    # why\n    # two\n    b: 2\n  # last\n  - last one\n')
})

test('a comment on a place that does not exist is a mistake', () => {
  assert.throws(() => printYaml({ a: 1 }, { comments: { '/b': 'lost' } }), /no place for the comment on \/b/)
})
