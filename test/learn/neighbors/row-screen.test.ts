import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DenseMatrix, KNeighborsClassifier, LinearSVC, Random, toSparse } from 'slipway/learn'
import { denseCosine, denseEuclidean } from '../../../src/learn/neighbors/dense-search.ts'
import { NearestRows } from '../../../src/learn/neighbors/nearest-rows.ts'
import { rowScreen } from '../../../src/learn/neighbors/row-screen.ts'
import { cosineForm, euclideanForm, type ScreenForm } from '../../../src/learn/neighbors/screen-form.ts'
import { sparseCosine, sparseEuclidean } from '../../../src/learn/neighbors/sparse-search.ts'

const random = new Random(11)

function made(rows: number, columns: number, value: (i: number, j: number) => number): DenseMatrix {
  const values = Float64Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns))
  return { rows, columns, values }
}

const any = () => random.next() - 0.5
const joined = (A: DenseMatrix, B: DenseMatrix): DenseMatrix => ({
  ...A,
  rows: A.rows + B.rows,
  values: Float64Array.of(...A.values, ...B.values),
})

/** Training rows, and others that ask; what is peculiar about them is the name. */
const worlds: { readonly [name: string]: readonly [train: DenseMatrix, asked: DenseMatrix] } = {
  'any numbers': [made(1_000, 7, any), made(37, 7, any)],
  'one column': [made(500, 1, any), made(5, 1, any)],
  'few different numbers, so that many are as far': [
    made(900, 4, () => random.below(3)),
    made(20, 4, () => random.below(3)),
  ],
  'far from 0 and close together': [made(600, 5, () => 1e9 + any()), made(10, 5, () => 1e9 + any())],
  'very small numbers': [made(400, 6, () => any() * 1e-170), made(9, 6, () => any() * 1e-170)],
  'numbers whose squares overflow': [made(400, 6, () => any() * 1e200), made(9, 6, () => any() * 1e200)],
  'one row far outside': [
    joined(
      made(400, 3, any),
      made(1, 3, () => 1e12),
    ),
    made(12, 3, any),
  ],
  'questions far outside': [made(300, 4, any), made(6, 4, () => any() * 1e40)],
  'mostly zeros, in some columns only': [
    made(700, 30, (_, j) => (random.below(j + 1) < 2 ? any() : 0)),
    made(33, 30, (_, j) => (random.below(j + 1) < 3 ? any() : 0)),
  ],
  'rows of zeros': [made(300, 4, (i) => (i % 3 === 0 ? 0 : any())), made(6, 4, (i) => (i === 0 ? 0 : any()))],
}

for (const [name, [T, Q]] of Object.entries(worlds)) {
  const searches = {
    'dense euclidean': denseEuclidean,
    'dense cosine': denseCosine,
    'sparse euclidean': (X: DenseMatrix, screened: boolean) => sparseEuclidean(toSparse(X), screened),
    'sparse cosine': (X: DenseMatrix, screened: boolean) => sparseCosine(toSparse(X), screened),
  }
  for (const [metric, search] of Object.entries(searches)) {
    test(`screening rows out leaves the ${metric} neighbours as they are: ${name}`, () => {
      for (const weights of [undefined, Float64Array.from({ length: T.rows }, (_, i) => i % 3)]) {
        for (const wanted of [1, 15, 200]) {
          const [screened, all] = [true, false].map((isScreened) => {
            const nearest = NearestRows.make(Q.rows, wanted, weights)
            search(T, isScreened)(Q, nearest)
            return nearest.map((found) =>
              Array.from({ length: found.count }, (_, at) => [found.row(at), found.distance(at), found.weight(at)]),
            )
          })
          assert.deepEqual(screened, all)
        }
      }
    })
  }
}

test('rows that are all the same distance away are all looked at, and the first ones are the nearest', () => {
  const T = made(20_000, 2, () => 1)
  const nearest = NearestRows.make(3, 4, undefined)
  denseEuclidean(T)(
    made(3, 2, (i) => i),
    nearest,
  )
  for (const found of nearest)
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => found.row(at)),
      [0, 1, 2, 3],
    )
})

for (const [metric, formOf] of [
  ['euclidean', euclideanForm],
  ['cosine', () => cosineForm],
] as const satisfies [string, (T: DenseMatrix) => ScreenForm | undefined][]) {
  test(`of 4,000 rows that lie anyhow, few are looked at: ${metric}`, (context) => {
    const [T, Q] = [made(4_000, 8, any), made(40, 8, any)]
    const screen = rowScreen(T, formOf(T))
    if (!screen) return context.skip('no WebAssembly with SIMD here')
    let visits = 0
    screen(Q, NearestRows.make(Q.rows, 10, undefined), () => {
      visits++
    })
    assert.ok(visits >= 10 * Q.rows && visits < 12 * Q.rows, `${visits} visits`)
  })
}

test('where the policy of a page forbids WebAssembly, neighbours and SVMs are the same', (context) => {
  const X = made(300, 5, any)
  const y = Array.from({ length: 300 }, (_, i) => (X.values[5 * i]! > 0 ? 'a' : 'b'))
  const learn = () => [
    new KNeighborsClassifier().fit(X, y).neighbors(X),
    new LinearSVC().fit(toSparse(X), y).coef,
    new KNeighborsClassifier().fit(toSparse(X), y).neighbors(X),
  ]
  const expected = learn()
  const { mock } = context.mock.method(WebAssembly, 'Module', function refuse() {
    throw new WebAssembly.CompileError('forbidden')
  })
  assert.deepEqual(learn(), expected)
  assert.ok(mock.callCount() >= 3)
})
