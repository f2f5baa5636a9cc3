import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  denseMatrix,
  KNeighborsClassifier,
  type KNeighborsClassifierOptions,
  type Label,
  takeRows,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  readonly worlds: { readonly [name: string]: { readonly X: number[][]; readonly y: readonly Label[] } }
  readonly cases: readonly {
    readonly world: string
    readonly options: KNeighborsClassifierOptions
    readonly rows: readonly (readonly number[])[]
    readonly distances: readonly (readonly number[])[]
    readonly probabilities: readonly (readonly number[])[]
    readonly predicted: readonly Label[]
  }[]
}

const { worlds, cases } = readReference<Reference>('neighbors')

for (const { world, options, ...expected } of cases) {
  const { nNeighbors, metric, weights } = options
  test(`${world}, ${nNeighbors} nearest by ${metric}, ${weights}: scikit-learn's neighbours and answers`, () => {
    const X = denseMatrix(worlds[world].X)
    const { y } = worlds[world]
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
    for (const given of [X, toSparse(X)]) {
      const model = new KNeighborsClassifier(options).fit(takeRows(given, range(0, 120)), y.slice(0, 120))
      const asked = takeRows(given, range(120, 150))
      const found = model.neighbors(asked)
      assertClose(
        found.map((row) => row.map(({ distance }) => distance)),
        expected.distances,
        1e-6,
        'distances',
      )
      assertClose(model.predictProba(asked).values, expected.probabilities.flat(), 1e-6, 'probabilities')
      assert.deepEqual(model.predict(takeRows(given, range(100, 150))), expected.predicted)
      assert.deepEqual(
        found.map((row) => row.map(({ row }) => row)),
        expected.rows,
      )
    }
  })
}
