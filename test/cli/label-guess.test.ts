import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelCandidates } from '../../src/cli/init/guess-plan.ts'
import type { GuessedColumn } from '../../src/data/index.ts'

const column = (name: string, more: Partial<GuessedColumn> = {}): GuessedColumn =>
  ({ name, type: 'category', distinct: 3, missing: 0, examples: [], ...more }) as GuessedColumn

const guessed = (...columns: readonly GuessedColumn[]) => labelCandidates(columns)[0]

test('the label is chosen by name, place, gaps and values together, not by the first name that fits', () => {
  // The class that passengers travelled in is no label where there is an outcome.
  assert.equal(
    guessed(column('class'), column('age', { type: 'number' }), column('survived', { distinct: 2 })),
    'survived',
  )
  assert.equal(guessed(column('survived', { distinct: 2 }), column('class'), column('embarked')), 'survived')
  assert.equal(guessed(column('class'), column('size'), column('color')), 'class')
  assert.equal(guessed(column('type'), column('size'), column('quality')), 'quality')
  assert.equal(guessed(column('y'), column('x1'), column('x2')), 'y')
  assert.equal(guessed(column('a'), column('b'), column('c')), 'c')
  assert.equal(guessed(column('a'), column('b'), column('c', { missing: 9 })), 'c', 'the last one, gaps or not')
  assert.equal(guessed(column('league', { distinct: 2 }), column('team', { distinct: 24 })), 'team', 'the last one')
  assert.equal(guessed(column('class', { distinct: 3 }), column('team', { distinct: 24 })), 'class')
  assert.equal(guessed(column('column_1'), column('column_2'), column('column_3', { type: 'number' })), 'column_1')
})

test('texts, numbers and columns of too many values are no labels', () => {
  assert.equal(guessed(column('label', { type: 'text' }), column('target', { distinct: 31 }), column('a')), 'a')
  assert.equal(guessed(column('y', { type: 'number' }), column('x', { distinct: 1 })), undefined)
})
