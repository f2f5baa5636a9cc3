import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, LogisticRegression, type Matrix, takeRows, toDense, toSparse } from 'slipway/learn'
import { hstack, transpose, vstack } from '../../src/learn/matrix.ts'

const rows = [
  [1, 0, 2],
  [0, 0, 0],
  [0, 3, 0],
]
const X = denseMatrix(rows)

test('rows become a dense matrix, dense becomes sparse and back, and nothing is lost', () => {
  assert.deepEqual([...X.values], rows.flat())
  const sparse = toSparse(X)
  assert.deepEqual([...sparse.indptr], [0, 2, 2, 3])
  assert.deepEqual([...sparse.indices], [0, 2, 1])
  assert.deepEqual(toDense(sparse), X)
})

test('rows of different lengths are refused with the row', () => {
  assert.throws(() => denseMatrix([[1, 2], [3]]), {
    code: 'INVALID_INPUT',
    message: 'denseMatrix: expected 2 numbers in row 1, as in row 0, got 1.',
  })
})

test('rows can be taken in any order and more than once, dense or sparse', () => {
  const taken = denseMatrix([rows[2]!, rows[0]!, rows[2]!])
  assert.deepEqual(takeRows(X, [2, 0, 2]), taken)
  assert.deepEqual(takeRows(toSparse(X), [2, 0, 2]), toSparse(taken))
})

test('matrices stack under and beside each other, dense with sparse too', () => {
  const under = denseMatrix([...rows, ...rows])
  const beside = denseMatrix(rows.map((row) => [...row, ...row]))
  assert.deepEqual(vstack([X, X]), under)
  assert.deepEqual(vstack([toSparse(X), toSparse(X)]), toSparse(under))
  assert.deepEqual(vstack([X, toSparse(X)]), under)
  assert.deepEqual(hstack([X, X]), beside)
  assert.deepEqual(hstack([toSparse(X), X]), toSparse(beside))
})

test('a transpose of a transpose is the matrix', () => {
  assert.deepEqual(transpose(transpose(toSparse(X))), toSparse(X))
})

const y = ['a', 'b', 'a']
const refusals: readonly [string, Matrix, readonly (string | number)[], string][] = [
  ['too few labels', X, ['a', 'b'], 'y: expected one label for each of the 3 rows of X, got 2'],
  ['one class only', X, ['a', 'a', 'a'], 'y: expected at least two classes to tell apart, got only "a"'],
  ['numbers among strings', X, ['a', 1, 'b'], 'y: expected only strings, as in row 0, got number in row 1'],
  ['NaN as a label', X, [1, Number.NaN, 2], 'y: expected a label, got NaN in row 1'],
  [
    'NaN in a dense matrix',
    denseMatrix([[1], [Number.NaN], [2]]),
    y,
    'X: expected finite numbers, got NaN in row 1, column 0 (counted from 0)',
  ],
  [
    'infinity in a sparse matrix',
    toSparse(
      denseMatrix([
        [0, 1],
        [0, 0],
        [0, Number.POSITIVE_INFINITY],
      ]),
    ),
    y,
    'X: expected finite numbers, got Infinity in row 2, column 1 (counted from 0)',
  ],
  ['no columns', denseMatrix([[], [], []]), y, 'X: expected at least one column, got none'],
  [
    'values that do not fill the shape',
    { rows: 3, columns: 2, values: new Float64Array(5) },
    y,
    'X: expected 3 × 2 = 6 values, got 5',
  ],
  [
    'a column out of range',
    { ...toSparse(X), columns: 2 },
    y,
    'X: expected the columns of row 0 ascending, without repeats and below 2, got 2 after 0',
  ],
  [
    'pointers that fall',
    { ...toSparse(X), indptr: Int32Array.of(0, 2, 1, 3) },
    y,
    'X: expected indptr never to fall, but it does after row 1',
  ],
]

for (const [what, given, labels, said] of refusals) {
  test(`${what}: refused, and the message says where`, () => {
    assert.throws(() => new LogisticRegression().fit(given, labels), {
      code: 'INVALID_INPUT',
      message: `LogisticRegression: ${said}.`,
    })
  })
}

test('all that is wrong is said at once', () => {
  assert.throws(() => new LogisticRegression().fit(denseMatrix([]), [], { sampleWeight: [1] }), {
    code: 'INVALID_INPUT',
    message:
      'LogisticRegression: X: expected at least one column, got none; X: expected at least one row to learn from, got none; sampleWeight: expected one weight for each of the 0 rows of X, got 1.',
  })
})

test('a matrix of another width than in training is refused when it is asked', () => {
  const model = new LogisticRegression().fit(X, y)
  assert.throws(() => model.predict(denseMatrix([[1, 2]])), {
    code: 'INVALID_INPUT',
    message: 'LogisticRegression: X: expected 3 columns, as in training, got 2.',
  })
})
