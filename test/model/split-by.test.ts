import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldsBy, splitBy } from '../../src/model/train/split-by.ts'

const users = Array.from({ length: 200 }, (_, i) => `user ${(i * 7) % 23}`)
const group = { by: 'group', column: 'user' } as const
const time = { by: 'time', column: 'when' } as const

test('rows of one group are never on both sides, and about the fraction is held out', () => {
  for (const seed of [0, 1, 2, 3]) {
    const { train, test: held } = splitBy(group, users, 0.2, seed)
    const known = new Set(Array.from(train, (place) => users[place]))
    assert.ok([...held].every((place) => !known.has(users[place])))
    assert.equal(train.length + held.length, 200)
    assert.ok(held.length >= 30 && held.length <= 50, String(held.length))
    assert.deepEqual(splitBy(group, users, 0.2, seed).test, held)
  }
})

test('the past predicts the future: every held-out row is later than every other, whatever the order of the rows', () => {
  const days = Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2025, 0, 1 + ((i * 37) % 100))))
  const values = days.map((day) => day.toISOString().slice(0, 10))
  const { train, test: held } = splitBy(time, values, 0.25, 0)
  assert.equal(held.length, 25)
  const latest = Math.max(...Array.from(train, (place) => days[place]!.getTime()))
  assert.ok([...held].every((place) => days[place]!.getTime() > latest))
})

test('rows of one moment are on one side', () => {
  const years = Array.from({ length: 90 }, (_, i) => 2000 + (i % 3))
  const { train, test: held } = splitBy(time, years, 0.2, 0)
  assert.deepEqual(new Set(Array.from(held, (place) => years[place])), new Set([2002]))
  assert.deepEqual(new Set(Array.from(train, (place) => years[place])), new Set([2000, 2001]))
  const mostlyFirst = Array.from({ length: 90 }, (_, i) => (i < 89 ? 1 : 2))
  assert.equal(splitBy(time, mostlyFirst, 0.2, 0).test.length, 1)
})

test('one group, or a row without one, is refused with the column', () => {
  assert.throws(() => splitBy(group, ['a', 'a', 'a'], 0.2, 0), {
    code: 'INVALID_DATA',
    message: 'split: all rows have the same value in "user"; expected two or more.',
  })
  assert.throws(() => splitBy(time, ['2025-01-01', null], 0.2, 0), {
    code: 'INVALID_DATA',
    message: 'split: row 2 has no time in "when"; every row needs one.',
  })
})

test('folds keep groups together, and blocks of time', () => {
  const places = Int32Array.from(users.keys())
  const random = foldsBy(undefined, undefined, places, 5, 0)
  assert.deepEqual(
    random.map(({ length }) => length),
    [40, 40, 40, 40, 40],
  )
  const folds = foldsBy(group, users, places, 5, 0)
  assert.equal(
    folds.reduce((sum, { length }) => sum + length, 0),
    200,
  )
  for (const fold of folds) {
    const inside = new Set(Array.from(fold, (place) => users[place]))
    const outside = new Set(
      Array.from(
        places.filter((place) => !fold.includes(place)),
        (place) => users[place],
      ),
    )
    assert.ok([...inside].every((user) => !outside.has(user)))
  }
  const ordered = foldsBy(time, [...places], places, 4, 0)
  assert.deepEqual(
    ordered.map((fold) => fold[0]),
    [0, 50, 100, 150],
  )
})
