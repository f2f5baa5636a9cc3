import assert from 'node:assert/strict'
import { test } from 'node:test'
// No entry shows these: they are what all rooms share.
import { described, isRecord, partsOfPointer, pointerPart, shown } from '../src/values.ts'

test('a value is shown on one line, cut, and whatever it is', () => {
  assert.equal(shown('a\nb'), '"a\\nb"')
  assert.equal(shown('x'.repeat(70)), `"${'x'.repeat(60)}…"`)
  assert.equal(shown([1, { a: null }]), '[1,{"a":null}]')
  assert.equal(shown({ id: 2n }), '{"id":"2"}')
  assert.equal(shown(Array(100).fill(1)).length, 61)
  assert.deepEqual(
    [undefined, null, Number.NaN, 2n, Math.max].map((value) => shown(value)),
    ['nothing', 'null', 'NaN', '2', 'a function'],
  )
})

test('of a request’s value, the inside of lists and objects is not shown', () => {
  assert.deepEqual([[1], { password: 'x' }, 'a', true].map(described), ['a list', 'an object', '"a"', 'true'])
})

test('a list and null are no records', () => {
  assert.deepEqual([{}, [], null, 'a', undefined].map(isRecord), [true, false, false, false, false])
})

test('names go into a JSON Pointer and come out again', () => {
  const names = ['a/b', '~1', '', 'm~n']
  assert.deepEqual(partsOfPointer(names.map((name) => `/${pointerPart(name)}`).join('')), names)
  assert.deepEqual(partsOfPointer(''), [])
})
