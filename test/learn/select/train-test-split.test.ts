import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random, trainTestSplit } from 'slipway/learn'

const labels = (counts: readonly number[], seed = 1) =>
  new Random(seed).shuffle(counts.flatMap((count, k) => Array.from({ length: count }, () => `label ${k}`)))

test('every row is on exactly one side, and the sides are in the order of the rows', () => {
  const { train, test: held } = trainTestSplit(103, { testSize: 0.2 })
  assert.equal(held.length, 21)
  assert.deepEqual(
    [...train, ...held].sort((a, b) => a - b),
    [...Array(103).keys()],
  )
  assert.deepEqual(train, train.slice().sort())
  assert.deepEqual(held, held.slice().sort())
})

test('the same seed draws the same rows, another seed others', () => {
  assert.deepEqual(trainTestSplit(50, { seed: 3 }), trainTestSplit(50, { seed: 3 }))
  assert.notDeepEqual(trainTestSplit(50, { seed: 3 }), trainTestSplit(50, { seed: 4 }))
})

test('stratified, every label keeps its share to within one row and is on both sides', () => {
  for (const counts of [
    [92, 8],
    [500, 300, 7, 3, 2],
    [2, 2, 2, 2],
    [1, 40, 9],
    [1000, 2],
  ]) {
    for (const testSize of [0.05, 0.2, 0.25, 0.5, 0.9]) {
      for (const seed of [0, 1, 2]) {
        const y = labels(counts)
        const { test: held } = trainTestSplit(y.length, { testSize, seed, stratify: y })
        counts.forEach((count, k) => {
          const inTest = held.filter((row) => y[row] === `label ${k}`).length
          assert.ok(Math.abs(inTest - count * testSize) <= 1, `${inTest} of ${count} rows at ${testSize}`)
          if (count > 1) assert.ok(inTest >= 1 && inTest < count, `${inTest} of ${count} rows at ${testSize}`)
        })
      }
    }
  }
})

test('with labels that are common enough, the test set has the size that was asked for', () => {
  const y = labels([70, 20, 13])
  assert.equal(trainTestSplit(103, { testSize: 0.2, stratify: y }).test.length, 21)
  assert.equal(trainTestSplit(103, { testSize: 30, stratify: y }).test.length, 30)
})

test('every row is held back about as often as any other', () => {
  const times = new Array<number>(20).fill(0)
  const y = labels([15, 5])
  for (let seed = 0; seed < 2000; seed++) {
    for (const row of trainTestSplit(20, { seed, testSize: 0.4, stratify: y }).test) times[row]!++
  }
  // 800 expected, with a standard deviation of 22.
  assert.ok(Math.min(...times) > 690 && Math.max(...times) < 910, String(times))
})

test('a share of nearly all rows still leaves one to train on', () => {
  assert.equal(trainTestSplit(10, { testSize: 0.95 }).train.length, 1)
})

test('sizes that leave a side empty, and labels that do not fit, are errors', () => {
  for (const testSize of [0, 1.5, -1, Number.NaN]) {
    assert.throws(() => trainTestSplit(10, { testSize }), {
      code: 'INVALID_OPTION',
      message: `trainTestSplit: testSize: expected a fraction above 0 and below 1, or a whole number of rows, got ${testSize}.`,
    })
  }
  assert.throws(() => trainTestSplit(10, { testSize: 10 }), {
    code: 'INVALID_OPTION',
    message:
      'trainTestSplit: testSize: expected a fraction above 0 and below 1, or a whole number from 1 to 9 of the 10 rows, got 10.',
  })
  assert.throws(() => trainTestSplit(1), {
    message: 'trainTestSplit: rows: expected a whole number of 2 or more, got 1.',
  })
  assert.throws(() => trainTestSplit(3, { stratify: ['a'] }), {
    code: 'INVALID_INPUT',
    message: 'trainTestSplit: stratify: expected one label for each of the 3 rows, got 1.',
  })
})

test('unknown and wrong options are refused together', () => {
  const options = { seed: 1.5, testsize: 0.5 } as object
  assert.throws(() => trainTestSplit(10, options), {
    code: 'INVALID_OPTION',
    message:
      'trainTestSplit: seed: expected a whole number of 0 or more, got 1.5; testsize: there is no such option; did you mean testSize?',
  })
})
